package dev.fairlead.manifest.overlay;

import dev.fairlead.manifest.yaml.Document;
import dev.fairlead.manifest.yaml.Mapping;
import dev.fairlead.manifest.yaml.Scalar;
import dev.fairlead.manifest.yaml.Sequence;
import dev.fairlead.manifest.yaml.YamlFile;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a {@code kustomization.yaml} says of its bases and images. */
final class Kustomization {
    /** The names under which Kustomize looks for the file, in its order. */
    static final List<String> FILE_NAMES = List.of("kustomization.yaml", "kustomization.yml", "Kustomization");

    private final String path;
    private final YamlFile file;
    private final Mapping root;

    private Kustomization(String path, YamlFile file, Mapping root) {
        this.path = path;
        this.file = file;
        this.root = root;
    }

    /** Whether a file of this path is a kustomization. */
    static boolean isOne(String path) {
        return FILE_NAMES.contains(path.substring(path.lastIndexOf('/') + 1));
    }

    /** @throws dev.fairlead.manifest.yaml.UnreadableException if the bytes are no YAML */
    static Optional<Kustomization> parse(String path, byte[] bytes) {
        YamlFile file = YamlFile.parse(path, bytes);
        return file.documents().stream()
                .findFirst()
                .flatMap(Document::mapping)
                .map(root -> new Kustomization(path, file, root));
    }

    YamlFile file() {
        return file;
    }

    Mapping root() {
        return root;
    }

    /** The paths of the files and folders that it builds on; addresses of other repositories are left out. */
    List<String> bases() {
        return Stream.of("resources", "bases", "components")
                .flatMap(key -> root.sequence(key).stream())
                .flatMap(list -> list.items().stream())
                .flatMap(item -> item instanceof Scalar scalar ? Stream.of(scalar.value()) : Stream.empty())
                .filter(Kustomization::isLocal)
                .map(base -> RelativePaths.resolve(path, base))
                .toList();
    }

    private static boolean isLocal(String base) {
        return !base.isBlank() && !base.contains("://") && !base.contains("?") && !base.contains("git@");
    }

    /** The entries of {@code images}, in order. */
    List<Mapping> images() {
        return root.sequence("images").map(Sequence::items).orElse(List.of()).stream()
                .filter(Mapping.class::isInstance)
                .map(Mapping.class::cast)
                .toList();
    }

    /** The entry for images of this name. */
    Optional<Mapping> entry(String name) {
        return images().stream()
                .filter(entry -> text(entry, "name").equals(Optional.of(name)))
                .findFirst();
    }

    /** Whether an entry sets a tag or a digest. */
    static boolean setsVersion(Mapping entry) {
        return text(entry, "newTag").isPresent() || text(entry, "digest").isPresent();
    }

    /** What an image of this name is called after the entries of this file. */
    String renamed(String name) {
        return entry(name).flatMap(entry -> text(entry, "newName")).orElse(name);
    }

    private static Optional<String> text(Mapping mapping, String key) {
        return mapping.scalar(key).map(Scalar::value).filter(value -> !value.isEmpty());
    }
}
