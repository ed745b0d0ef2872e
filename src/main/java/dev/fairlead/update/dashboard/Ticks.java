package dev.fairlead.update.dashboard;

import dev.fairlead.FairleadException;
import dev.fairlead.image.ImageReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What people ticked.
 *
 * @param groups which are to be written in spite of schedule, pause and limits
 * @param released versions that are freed from their holds
 */
public record Ticks(Set<String> groups, List<ImageReference> released) {
    public static final Ticks NONE = new Ticks(Set.of(), List.of());

    private static final String NOW = "now";
    private static final String RELEASE = "release";
    private static final Pattern TICKED =
            Pattern.compile("\\s*[-*] \\[[xX]\\] .*<!-- fairlead:(" + NOW + "|" + RELEASE + ") (\\S+) -->\\s*");

    public Ticks {
        groups = Set.copyOf(groups);
        released = List.copyOf(released);
    }

    /** A box to tick for a group that waits. */
    static String now(String group, String text) {
        return box(NOW, group, text);
    }

    /** A box to tick for a version that is held. */
    static String release(String version, String text) {
        return box(RELEASE, version, text);
    }

    private static String box(String what, String which, String text) {
        return "- [ ] " + text + " <!-- fairlead:" + what + " " + which + " -->";
    }

    /** Whether somebody ticked a box of ours in a text. */
    public static boolean anyIn(String text) {
        return !read(text).equals(NONE);
    }

    /** Reads the boxes of a dashboard; what is none of ours means nothing. */
    public static Ticks read(String body) {
        Set<String> groups = new HashSet<>();
        List<ImageReference> released = new ArrayList<>();
        body.lines().map(TICKED::matcher).filter(Matcher::matches).forEach(ticked -> {
            if (ticked.group(1).equals(NOW)) {
                groups.add(ticked.group(2));
            } else {
                version(ticked.group(2)).ifPresent(released::add);
            }
        });
        return new Ticks(groups, released);
    }

    private static Optional<ImageReference> version(String text) {
        try {
            return Optional.of(ImageReference.parse(text));
        } catch (FairleadException edited) {
            return Optional.empty();
        }
    }
}
