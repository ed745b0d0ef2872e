package dev.fairlead.manifest.automation;

import dev.fairlead.manifest.field.Place;
import java.util.List;
import java.util.Optional;

/**
 * One image of the {@code image-list} annotation of Argo CD Image Updater, with the annotations that belong to it.
 *
 * @param place the {@code image-list} annotation
 * @param application the name of the Argo CD {@code Application}
 * @param alias the name before {@code =}, by which the other annotations speak of it; empty where it has none
 * @param image the image's name as written
 * @param constraint what follows the image's colon: a semver range, or the tag to follow
 * @param strategy {@code update-strategy}: {@code semver} where none is written, {@code newest-build}, {@code digest},
 *     {@code alphabetical}, or one of their old names
 * @param allowTags {@code allow-tags}, such as {@code regexp:^v}
 * @param ignoreTags {@code ignore-tags}: globs or {@code regexp:} patterns
 * @param platforms {@code platforms}
 * @param helmName the Helm parameter that takes the image's name ({@code helm.image-name})
 * @param helmTag the Helm parameter that takes the tag ({@code helm.image-tag})
 * @param helmSpec the Helm parameter that takes the whole reference ({@code helm.image-spec})
 * @param kustomizeName the original name in Kustomize ({@code kustomize.image-name})
 */
public record ArgoImage(
        Place place,
        String application,
        Optional<String> alias,
        String image,
        Optional<String> constraint,
        String strategy,
        Optional<String> allowTags,
        List<String> ignoreTags,
        List<String> platforms,
        Optional<String> helmName,
        Optional<String> helmTag,
        Optional<String> helmSpec,
        Optional<String> kustomizeName) {
    public ArgoImage {
        ignoreTags = List.copyOf(ignoreTags);
        platforms = List.copyOf(platforms);
    }
}
