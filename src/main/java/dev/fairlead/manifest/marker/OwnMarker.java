package dev.fairlead.manifest.marker;

import dev.fairlead.image.ImageName;
import dev.fairlead.manifest.field.Part;
import dev.fairlead.manifest.field.PolicyName;
import java.util.Locale;
import java.util.Optional;

/**
 * Our own marker: {@code fairlead: [image=NAME] [part=reference|name|tag|digest] [policy=NAMESPACE:NAME]}, or
 * {@code fairlead: ignore [why]}.
 */
public final class OwnMarker {
    /** The text with which such a marker begins. */
    public static final String KEY = "fairlead:";

    private OwnMarker() {}

    /** The marker in this comment, the text after {@code #}; empty if it does not mean to be one. */
    public static Optional<Marker> read(String comment) {
        String text = comment.strip();
        if (!text.startsWith(KEY)) {
            return Optional.empty();
        }
        String words = text.substring(KEY.length()).strip();
        if (words.equals("ignore") || words.startsWith("ignore ")) {
            return Optional.of(
                    new Marker.Ignore(words.substring("ignore".length()).strip()));
        }
        return Optional.of(new Settings().read(words));
    }

    /** The {@code key=value} words of one marker. */
    private static final class Settings {
        private Optional<ImageName> image = Optional.empty();
        private Optional<Part> part = Optional.empty();
        private Optional<PolicyName> policy = Optional.empty();

        Marker read(String words) {
            if (words.isEmpty()) {
                return new Marker.Broken("it says nothing: image=, part=, policy= or ignore is missing");
            }
            for (String word : words.split("\\s+", -1)) {
                Optional<String> fault = take(word);
                if (fault.isPresent()) {
                    return new Marker.Broken(fault.get());
                }
            }
            return new Marker.Own(image, part, policy);
        }

        private Optional<String> take(String word) {
            int equals = word.indexOf('=');
            String value = word.substring(equals + 1);
            return switch (equals < 0 ? "" : word.substring(0, equals)) {
                case "image" -> {
                    image = ImageName.tryParse(value);
                    yield image.isPresent() ? Optional.empty() : Optional.of("'" + value + "' is no image name");
                }
                case "part" -> {
                    part = part(value);
                    yield part.isPresent()
                            ? Optional.empty()
                            : Optional.of("part '" + value + "' is none of reference, name, tag and digest");
                }
                case "policy" -> {
                    policy = PolicyName.tryParse(value);
                    yield policy.isPresent() ? Optional.empty() : Optional.of("'" + value + "' is not NAMESPACE:NAME");
                }
                default -> Optional.of("'" + word + "' is none of image=, part=, policy= and ignore");
            };
        }

        private static Optional<Part> part(String word) {
            return switch (word.toLowerCase(Locale.ROOT)) {
                case "reference" -> Optional.of(Part.REFERENCE);
                case "name" -> Optional.of(Part.NAME);
                case "tag" -> Optional.of(Part.TAG);
                case "digest" -> Optional.of(Part.DIGEST);
                default -> Optional.empty();
            };
        }
    }
}
