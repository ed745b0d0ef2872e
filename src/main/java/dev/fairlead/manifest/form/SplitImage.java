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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An image whose name, tag and digest are entries of one mapping. {@code repository} with {@code tag} is one anywhere;
 * {@code name}, {@code version} and {@code digest} also mean other things, and count only under a key about images or
 * beside a {@code registry}.
 */
final class SplitImage {
    private static final Doubt NO_TAG = new Doubt(
            "no tag stands beside the repository, so the version is the chart's default",
            "add tag beside it, or mark the value that holds the version");

    private final Mapping holder;
    private final Optional<YamlSpot> registry;
    private final Optional<YamlSpot> name;
    private final Optional<YamlSpot> tag;
    private final Optional<YamlSpot> digest;

    private SplitImage(
            Mapping holder,
            Optional<YamlSpot> registry,
            Optional<YamlSpot> name,
            Optional<YamlSpot> tag,
            Optional<YamlSpot> digest) {
        this.holder = holder;
        this.registry = registry;
        this.name = name;
        this.tag = tag;
        this.digest = digest;
    }

    /** The split image in this mapping. With {@code versionedOnly} a name without tag and digest is none, nor are they without a name. */
    static Optional<SplitImage> find(Finds finds, Mapping holder, String key, boolean versionedOnly) {
        SplitImage plain = plain(finds, holder, Names.isAboutImages(key));
        SplitImage image = plain.isSome(Names.isAboutImages(key)) ? plain : prefixed(finds, holder);
        boolean versioned = image.tag.isPresent() || image.digest.isPresent();
        boolean some = image.isSome(Names.isAboutImages(key) || image != plain);
        return some && (!versionedOnly || (versioned && image.name.isPresent()))
                ? Optional.of(image)
                : Optional.empty();
    }

    private static SplitImage plain(Finds finds, Mapping holder, boolean aboutImages) {
        Optional<YamlSpot> registry = finds.spot(holder, "registry").filter(spot -> Names.isName(spot.value() + "/x"));
        boolean sure = aboutImages || registry.isPresent();
        Optional<YamlSpot> tag = finds.spot(holder, "tag")
                .or(() -> sure ? finds.spot(holder, "version") : Optional.empty())
                .or(() -> bareImage(finds, holder).flatMap(image -> finds.spot(holder, "imageTag")));
        Optional<YamlSpot> digest =
                finds.spot(holder, "digest").filter(spot -> sure || tag.isPresent() || isDigest(spot));
        Optional<YamlSpot> name = named(finds, holder, "repository")
                .or(() -> sure ? named(finds, holder, "name") : Optional.empty())
                .or(() -> tag.isPresent() || digest.isPresent() ? bareImage(finds, holder) : Optional.empty());
        return new SplitImage(holder, registry, name, tag, digest);
    }

    /** {@code imageRepository} with {@code imageTag} and their like. */
    private static SplitImage prefixed(Finds finds, Mapping holder) {
        return new SplitImage(
                holder,
                finds.spot(holder, "imageRegistry").filter(spot -> Names.isName(spot.value() + "/x")),
                named(finds, holder, "imageRepository").or(() -> named(finds, holder, "imageName")),
                finds.spot(holder, "imageTag").or(() -> finds.spot(holder, "imageVersion")),
                finds.spot(holder, "imageDigest"));
    }

    private static Optional<YamlSpot> named(Finds finds, Mapping holder, String key) {
        return finds.spot(holder, key)
                .filter(spot -> Names.isName(spot.value()) || Names.isVersionedTemplate(spot.value() + ":x"));
    }

    private static Optional<YamlSpot> bareImage(Finds finds, Mapping holder) {
        return named(finds, holder, "image");
    }

    private static boolean isDigest(YamlSpot spot) {
        return spot.value().startsWith("sha256:");
    }

    /** Whether this is an image at all; one without a name, or with nothing but a name, only where the key says so. */
    private boolean isSome(boolean aboutImages) {
        boolean versioned = tag.isPresent() || digest.isPresent();
        return name.isPresent() ? (versioned || aboutImages) : (versioned && aboutImages);
    }

    Found found(Form form) {
        List<Held> parts = new ArrayList<>();
        registry.filter(spot -> name.isPresent()).ifPresent(spot -> parts.add(Held.of(Part.REGISTRY, spot)));
        name.ifPresent(spot -> parts.add(Held.of(Part.NAME, spot)));
        tag.ifPresent(spot -> parts.add(Held.of(Part.TAG, spot)));
        digest.ifPresent(spot -> parts.add(Held.of(Part.DIGEST, spot)));
        parts.sort(Comparator.comparingInt(
                held -> ((YamlSpot) held.spot()).scalar().startByte()));
        Found found = Found.of(form, where(parts), parts);
        return tag.isEmpty() && digest.isEmpty() ? found.doubted(NO_TAG) : found;
    }

    private String where(List<Held> parts) {
        return Stream.of(Paths.of(holder))
                .filter(path -> !path.isEmpty())
                .findFirst()
                .orElseGet(() -> ((YamlSpot) parts.get(0).spot()).where());
    }
}
