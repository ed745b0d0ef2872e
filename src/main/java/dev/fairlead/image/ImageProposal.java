package dev.fairlead.image;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a build should call its image.
 *
 * @param metadata what the build knows
 * @param tags the proposed tags, the most telling first
 * @param withheld the templates that gave no tag, and why
 * @param labels the standard {@code org.opencontainers.image.*} labels
 * @param image the image that is built, where the caller said it
 * @param digest of the image that was pushed, where the caller knows it
 */
public record ImageProposal(
        ImageMetadata metadata,
        List<Tag> tags,
        List<Problem> withheld,
        Map<String, String> labels,
        Optional<ImageName> image,
        Optional<Digest> digest) {
    private static final String LABEL = "org.opencontainers.image.";

    public ImageProposal {
        tags = List.copyOf(tags);
        withheld = List.copyOf(withheld);
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }

    /**
     * The tags of these templates, each at most once, and the labels. A version is withheld where files are changed: what
     * is built then is not what was tagged.
     */
    public static ImageProposal of(ImageMetadata metadata, List<TagTemplate> templates) {
        Set<Tag> tags = new LinkedHashSet<>();
        List<Problem> withheld = new ArrayList<>();
        for (TagTemplate template : templates) {
            if (template.needsGitTag() && metadata.dirty()) {
                withheld.add(new Problem(
                        "tag template '" + template + "'",
                        "tracked files are changed, so this is not what was tagged",
                        "commit or discard the changes"));
                continue;
            }
            try {
                tags.add(template.fill(metadata));
            } catch (FairleadException missing) {
                withheld.add(missing.problem());
            }
        }
        return new ImageProposal(
                metadata, List.copyOf(tags), withheld, labels(metadata, tags), Optional.empty(), Optional.empty());
    }

    /** The same proposal for an image, and the digest that its push gave. */
    public ImageProposal named(Optional<ImageName> name, Optional<Digest> pushed) {
        return new ImageProposal(metadata, tags, withheld, labels, name, pushed);
    }

    /** The image with the first proposed tag, and the digest where it is known. */
    public Optional<ImageReference> reference() {
        return image.map(name -> new ImageReference(name, tags.stream().findFirst(), digest));
    }

    private static Map<String, String> labels(ImageMetadata build, Set<Tag> tags) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(LABEL + "created", build.time().toString());
        build.commit()
                .map(commit -> build.dirty() ? commit + "-dirty" : commit)
                .ifPresent(commit -> labels.put(LABEL + "revision", commit));
        build.source().ifPresent(source -> {
            labels.put(LABEL + "source", source);
            labels.put(LABEL + "title", source.substring(source.lastIndexOf('/') + 1));
        });
        build.buildUrl().ifPresent(url -> labels.put(LABEL + "url", url));
        Optional<String> version = build.version().filter(tagged -> !build.dirty());
        version.or(() -> tags.stream().findFirst().map(Tag::value))
                .ifPresent(value -> labels.put(LABEL + "version", value));
        return labels;
    }
}
