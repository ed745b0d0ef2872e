package dev.fairlead.update;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import dev.fairlead.image.ImageName;
import dev.fairlead.manifest.ManifestSettings;
import dev.fairlead.selection.Selector;
import dev.fairlead.update.config.Grouping;
import dev.fairlead.update.config.ImageRule;
import dev.fairlead.update.config.ImageStyle;
import dev.fairlead.update.config.Scope;
import dev.fairlead.update.config.UpdateEntry;
import dev.fairlead.update.config.delivery.DeliverySettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Makes an entry from arguments alone. Runs of the same images and paths find the same group again, and with it the same
 * branch and pull request.
 */
public final class ArgumentEntry {
    /** What an entry's place is called that no file holds. */
    public static final String PLACE = "arguments";

    private static final int LONGEST = 48;

    /** Commits remember where a run by arguments applies; more than this is no place that anybody has in mind. */
    private static final int LONGEST_SCOPE = 1_000_000;

    private ArgumentEntry() {}

    /**
     * An entry for these images.
     *
     * @param selector how their newest version is chosen; empty where a build tells it
     * @param group the group's name; empty to derive it from images and paths
     * @throws FairleadException if the paths are too many to be written into commits
     */
    public static UpdateEntry of(
            List<ImageName> images,
            Optional<Selector> selector,
            ImageStyle style,
            Scope scope,
            Optional<String> group,
            DeliverySettings delivery) {
        requireShort(scope);
        String name = group.orElseGet(() -> groupOf(images, scope));
        return new UpdateEntry(
                name,
                images.stream()
                        .distinct()
                        .map(image -> new ImageRule(image, selector, style))
                        .toList(),
                Set.of(),
                scope,
                ManifestSettings.STANDARD,
                false,
                style,
                name,
                Grouping.ENTRY,
                delivery,
                PLACE,
                Optional.empty());
    }

    private static void requireShort(Scope scope) {
        long length = Stream.concat(scope.paths().stream(), scope.excluded().stream())
                .mapToLong(path -> path.toString().length())
                .sum();
        if (length > LONGEST_SCOPE) {
            throw new FairleadException(new Problem(
                    "--path "
                            + scope.paths().stream()
                                    .findFirst()
                                    .map(Object::toString)
                                    .orElse("") + " …",
                    "the paths are " + length + " characters long together, and " + LONGEST_SCOPE + " are the most",
                    "name folders or patterns instead of single files"));
        }
    }

    /** A name that people recognize and that differs where images or paths differ. */
    static String groupOf(List<ImageName> images, Scope scope) {
        List<String> repositories =
                images.stream().map(ImageName::repository).distinct().sorted().toList();
        String readable = slug(repositories.size() == 1 ? repositories.get(0) : repositories.get(0) + "-and-more");
        boolean plain = repositories.size() == 1 && scope.everywhere() && readable.length() <= LONGEST;
        if (plain) {
            return readable;
        }
        CRC32 sum = new CRC32();
        sum.update((repositories + "\n" + scope.paths() + scope.excluded()).getBytes(StandardCharsets.UTF_8));
        String shown = scope.everywhere()
                ? readable
                : readable + "-" + slug(scope.paths().get(0).toString());
        return cut(shown) + "-" + String.format("%08x", sum.getValue());
    }

    private static String slug(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST).replaceAll("-+$", "");
    }
}
