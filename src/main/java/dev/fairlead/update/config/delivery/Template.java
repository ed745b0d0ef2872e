package dev.fairlead.update.config.delivery;

import java.util.Collection;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text with places to fill, as {@code Update {images}}. Only known names may stand in braces, so that a mistyped one is
 * found when the configuration is read and not in a commit; doubled braces are plain ones.
 *
 * @param text the text as it is configured
 */
public record Template(String text) {
    private static final Pattern PLACE = Pattern.compile("\\{\\{|\\}\\}|\\{([^{}]*)\\}");

    /**
     * The template in this text.
     *
     * @throws IllegalArgumentException if a name in braces is not known, with the reason as its message
     */
    public static Template of(String text, Collection<String> known) {
        Matcher places = PLACE.matcher(text);
        while (places.find()) {
            String name = places.group(1);
            if (name != null && !known.contains(name)) {
                throw new IllegalArgumentException("'{" + name + "}' is nothing that can be filled in; known are "
                        + known.stream().map(word -> "{" + word + "}").collect(Collectors.joining(", ")));
            }
        }
        return new Template(text);
    }

    /** A template that is this text, whatever is in it. */
    public static Template literal(String text) {
        return new Template(text.replace("{", "{{").replace("}", "}}"));
    }

    /** The text with every place filled. */
    public String fill(Map<String, String> values) {
        return PLACE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) == null ? found.group().substring(1) : values.getOrDefault(found.group(1), "")));
    }
}
