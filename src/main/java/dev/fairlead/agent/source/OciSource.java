package dev.fairlead.agent.source;

import dev.fairlead.image.Digest;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.Tag;
import dev.fairlead.registry.RegistrySettings;
import java.util.Optional;

/**
 * Files in a layer of an OCI artifact.
 *
 * @param name the repository
 * @param ref which of its artifacts
 * @param registry how the registry is reached and who we are there
 * @param layer which layer, and what is done with it
 * @param ignore lines in the syntax of {@code .gitignore}
 */
public record OciSource(ImageName name, Ref ref, RegistrySettings registry, Layer layer, Optional<String> ignore)
        implements SourceSpec {

    /** The first layer of Flux's own media type, else the first layer, unpacked. */
    public static OciSource of(ImageName name, Ref ref, RegistrySettings registry) {
        return new OciSource(name, ref, registry, Layer.any(), Optional.empty());
    }

    public OciSource with(Layer changed) {
        return new OciSource(name, ref, registry, changed, ignore);
    }

    @Override
    public String place() {
        return name + " " + ref;
    }

    @Override
    public String identity() {
        return SourceSpec.identity("oci", name, ref, layer, ignore.orElse(""), ignore.isPresent());
    }

    /** Which artifact of a repository. */
    public sealed interface Ref {}

    /** What a tag points at. */
    public record ByTag(Tag tag) implements Ref {
        @Override
        public String toString() {
            return "tag " + tag;
        }
    }

    /** One artifact. */
    public record ByDigest(Digest digest) implements Ref {
        @Override
        public String toString() {
            return digest.toString();
        }
    }

    /**
     * The highest tag in a range of semantic versions.
     *
     * @param filter a pattern (RE2) that a tag must match, too
     */
    public record BySemVer(String range, Optional<String> filter) implements Ref {
        @Override
        public String toString() {
            return "semver " + range
                    + filter.map(pattern -> " matching " + pattern).orElse("");
        }
    }

    /**
     * Which layer.
     *
     * @param mediaType of the first layer that is meant; empty: any
     * @param unpack whether it is an archive whose files are wanted; else the layer is one file
     */
    public record Layer(Optional<String> mediaType, boolean unpack) {
        static Layer any() {
            return new Layer(Optional.empty(), true);
        }
    }
}
