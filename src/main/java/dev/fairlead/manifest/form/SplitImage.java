package dev.fairlead.manifest.form;

import dev.fairlead.manifest.field.Form;
import dev.fairlead.manifest.field.Part;
import dev.fairlead.manifest.find.Doubt;
import dev.fairlead.manifest.find.Finds;
import dev.fairlead.manifest.find.Found;
import dev.fairlead.manifest.find.Held;
import dev.fairlead.manifest.find.Paths;
import dev.fairlead.manifest.find.YamlSpot;
import dev.fairlead.manifest.yaml.Mapping;
import dev.fairlead.manifest.yaml.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An image whose name, tag and digest are entries of one mapping.
 *
 * @param holder the mapping
 * @param registry the registry's host
 * @param name the name; empty where the mapping has none
 * @param tag the tag
 * @param digest the digest
 */
record SplitImage(
        Mapping holder,
        Optional<YamlSpot> registry,
        Optional<YamlSpot> name,
        Optional<YamlSpot> tag,
        Optional<YamlSpot> digest) {
    private static final Doubt NO_TAG = new Doubt(
            "no tag stands beside the repository, so the version is the chart's default",
            "add tag beside it, or mark the value that holds the version");

    private static final Set<String> PARTS = Set.of("repository", "tag", "version", "digest");

    /** The split images in a mapping that stands under this key. */
    static List<SplitImage> find(Finds finds, Mapping holder, String key) {
        if (holder.entries().stream().noneMatch(SplitImage::mayBePart)) {
            return List.of();
        }
        Stream<SplitImage> plain = plain(finds, holder, Names.isAboutImages(key)).stream();
        Stream<SplitImage> prefixed = holder.entries().stream()
                .flatMap(entry -> entry.key() instanceof Scalar name
                        ? Names.imageOfVersionKey(name.value()).stream()
                        : Stream.of())
                .distinct()
                .map(prefix -> prefixed(finds, holder, prefix))
                .filter(split -> split.tag().isPresent() || split.digest().isPresent());
        return Stream.concat(plain, prefixed).toList();
    }

    /** Most mappings hold no such key, and are done with here. */
    private static boolean mayBePart(Mapping.Entry entry) {
        return entry.isMerge()
                || (entry.key() instanceof Scalar key
                        && (PARTS.contains(key.value())
                                || Names.imageOfVersionKey(key.value()).isPresent()));
    }

    /**
     * {@code repository} with {@code tag} is an image anywhere. {@code name}, {@code version} and {@code digest} also mean
     * other things, and count only under a key about images or beside a {@code registry}. Under a key about images a lone
     * {@code repository}, {@code tag} or {@code digest} is told, too: people wonder why it does not change.
     */
    private static Optional<SplitImage> plain(Finds finds, Mapping holder, boolean aboutImages) {
        Optional<YamlSpot> registry = host(finds, holder, "registry");
        boolean sure = aboutImages || registry.isPresent();
        Optional<YamlSpot> ownTag = finds.spot(holder, "tag");
        Optional<YamlSpot> tag = ownTag.or(() -> sure ? finds.spot(holder, "version") : Optional.empty());
        Optional<YamlSpot> digest =
                finds.spot(holder, "digest").filter(spot -> sure || ownTag.isPresent() || isDigest(spot));
        boolean versioned = tag.isPresent() || digest.isPresent();
        Optional<YamlSpot> repository = named(finds, holder, "repository");
        Optional<YamlSpot> name = repository
                .or(() -> sure && versioned ? named(finds, holder, "name") : Optional.empty())
                .or(() -> versioned ? named(finds, holder, "image") : Optional.empty());
        boolean whole = name.isPresent() && versioned;
        boolean lone = aboutImages
                && (repository.isPresent()
                        || ownTag.isPresent()
                        || digest.filter(SplitImage::isDigest).isPresent());
        return whole || lone ? Optional.of(new SplitImage(holder, registry, name, tag, digest)) : Optional.empty();
    }

    /** {@code imageTag} or {@code imageDigest} with {@code imageRepository}, {@code imageName} or {@code image}. */
    private static SplitImage prefixed(Finds finds, Mapping holder, String prefix) {
        Optional<YamlSpot> tag = finds.spot(holder, prefix + "Tag").or(() -> finds.spot(holder, prefix + "_tag"));
        Optional<YamlSpot> digest =
                finds.spot(holder, prefix + "Digest").or(() -> finds.spot(holder, prefix + "_digest"));
        return new SplitImage(
                holder,
                host(finds, holder, prefix + "Registry"),
                named(finds, holder, prefix + "Repository")
                        .or(() -> named(finds, holder, prefix + "Name"))
                        .or(() -> named(finds, holder, prefix)),
                tag,
                digest.filter(spot -> tag.isPresent() || isDigest(spot)));
    }

    private static Optional<YamlSpot> host(Finds finds, Mapping holder, String key) {
        return finds.spot(holder, key).filter(spot -> Names.isName(spot.value() + "/x"));
    }

    private static Optional<YamlSpot> named(Finds finds, Mapping holder, String key) {
        return finds.spot(holder, key)
                .filter(spot -> Names.isName(spot.value()) || Names.isVersionedTemplate(spot.value() + ":x"));
    }

    private static boolean isDigest(YamlSpot spot) {
        return spot.value().startsWith("sha256:");
    }

    /** Whether it has a name and a version, as whatever is surely an image does. */
    boolean isWhole() {
        return name.isPresent() && (tag.isPresent() || digest.isPresent());
    }

    Found found(Form form) {
        List<Held> parts = new ArrayList<>();
        registry.filter(spot -> name.isPresent()).ifPresent(spot -> parts.add(Held.of(Part.REGISTRY, spot)));
        name.ifPresent(spot -> parts.add(Held.of(Part.NAME, spot)));
        tag.ifPresent(spot -> parts.add(Held.of(Part.TAG, spot)));
        digest.ifPresent(spot -> parts.add(Held.of(Part.DIGEST, spot)));
        Found found = Found.inYaml(form, where(parts), parts);
        return tag.isEmpty() && digest.isEmpty() ? found.doubted(NO_TAG) : found;
    }

    private String where(List<Held> parts) {
        String path = Paths.of(holder);
        return path.isEmpty() ? ((YamlSpot) parts.get(0).spot()).where() : path;
    }
}
