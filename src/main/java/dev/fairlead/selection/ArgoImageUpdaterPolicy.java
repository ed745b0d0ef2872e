package dev.fairlead.selection;

import dev.fairlead.image.Tag;
import dev.fairlead.registry.Platform;
import java.util.List;
import java.util.Optional;

/**
 * The choice of Argo CD Image Updater for one image, by the values of its annotations. It chooses as the updater does,
 * except that a number alone counts as no version and that signatures and the like are never chosen.
 *
 * @param strategy {@code update-strategy}: semver (the default), newest-build or latest, alphabetical or name, digest
 * @param constraint what follows the image's colon in {@code image-list}: a range for semver, a tag for digest
 * @param allowTags {@code allow-tags}: {@code regexp:…} or {@code any}
 * @param ignoreTags {@code ignore-tags}: shell-like patterns
 * @param platforms {@code platforms}: os/architecture
 */
public record ArgoImageUpdaterPolicy(
        Optional<String> strategy,
        Optional<String> constraint,
        Optional<String> allowTags,
        List<String> ignoreTags,
        List<String> platforms) {
    private static final String REGEXP = "regexp:";

    public ArgoImageUpdaterPolicy {
        ignoreTags = List.copyOf(ignoreTags);
        platforms = List.copyOf(platforms);
    }

    /**
     * The selector that chooses the same tag.
     *
     * @throws SelectionException if the values are no choice that the updater accepts
     */
    public Selector selector() {
        TagPolicy policy = policy();
        TagFilter filter = policy.follows().isPresent() ? TagFilter.none() : names();
        for (String platform : platforms) {
            filter = filter.on(Platform.parse(platform.strip()));
        }
        return new Selector(policy, filter);
    }

    private TagPolicy policy() {
        return switch (strategy.orElse("semver").strip()) {
            // Without a constraint the updater takes pre-releases, too; -0 asks for them.
            case "semver" -> TagPolicy.semver(constraint.orElse("*-0"));
            case "newest-build", "latest" -> TagPolicy.newestBuilt();
            case "alphabetical", "name" -> TagPolicy.alphabetical(Direction.ASCENDING);
            case "digest" ->
                TagPolicy.digest(constraint
                        .flatMap(Tag::tryParse)
                        .orElseThrow(() -> new SelectionException(
                                "update-strategy digest",
                                "it names no tag to follow",
                                "write the tag after the image's colon in image-list")));
            default ->
                throw new SelectionException(
                        "update-strategy '" + strategy.orElse("") + "'",
                        "it is no strategy",
                        "write semver, newest-build, alphabetical or digest");
        };
    }

    private TagFilter names() {
        TagFilter filter = TagFilter.none();
        String allowed = allowTags.orElse("any").strip();
        if (allowed.startsWith(REGEXP)) {
            filter = filter.including(TagPattern.regexp(allowed.substring(REGEXP.length())));
        } else if (!allowed.equals("any")) {
            throw new SelectionException(
                    "allow-tags '" + allowed + "'", "it is neither regexp:… nor any", "write regexp: before a pattern");
        }
        for (String ignored : ignoreTags) {
            filter = filter.excluding(TagPattern.glob(ignored.strip()));
        }
        return filter;
    }
}
