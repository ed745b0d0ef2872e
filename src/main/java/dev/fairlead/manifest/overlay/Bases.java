package dev.fairlead.manifest.overlay;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.ImageReference;
import dev.fairlead.manifest.field.FieldPart;
import dev.fairlead.manifest.field.Form;
import dev.fairlead.manifest.field.ImageField;
import dev.fairlead.manifest.field.Part;
import dev.fairlead.manifest.locate.Located;
import dev.fairlead.manifest.locate.Locator;
import dev.fairlead.manifest.yaml.UnreadableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The images that a kustomization gets from what it builds on, by the names that reach it. */
final class Bases {
    private final Locator locator;
    private final FileTree tree;
    private final Predicate<String> handled;

    /** @param handled the kustomizations and files that are looked at themselves, and need no overlay to speak for them */
    Bases(Locator locator, FileTree tree, Predicate<String> handled) {
        this.locator = locator;
        this.tree = tree;
        this.handled = handled;
    }

    /**
     * An image of a base.
     *
     * @param name as it reaches the overlay, after the entries of kustomizations in between
     * @param field where it is written
     */
    record BaseImage(String name, ImageField field) {
        boolean is(ImageName image) {
            return ImageName.tryParse(name).filter(image::equals).isPresent();
        }
    }

    /** The images that reach this kustomization. */
    List<BaseImage> of(Kustomization overlay) {
        return of(overlay, new HashSet<>());
    }

    private List<BaseImage> of(Kustomization overlay, Set<String> seen) {
        return overlay.bases().stream()
                .filter(base -> seen.add(base))
                .flatMap(base -> images(base, seen))
                .toList();
    }

    private Stream<BaseImage> images(String base, Set<String> seen) {
        Optional<byte[]> file = read(base);
        if (file.isPresent()) {
            return handled.test(base) ? Stream.empty() : fields(base, file.get());
        }
        for (String name : Kustomization.FILE_NAMES) {
            String path = base.isEmpty() ? name : base + "/" + name;
            Optional<byte[]> inner = read(path);
            if (inner.isPresent()) {
                return handled.test(path) ? Stream.empty() : through(path, inner.get(), seen);
            }
        }
        return Stream.empty();
    }

    private Stream<BaseImage> through(String path, byte[] bytes, Set<String> seen) {
        try {
            return Kustomization.parse(path, bytes).stream()
                    .flatMap(kustomization -> of(kustomization, seen).stream()
                            .map(image -> new BaseImage(kustomization.renamed(image.name()), image.field())));
        } catch (UnreadableException unreadable) {
            return Stream.empty();
        }
    }

    /** Kustomize replaces images of pod specs, and of what looks like them. */
    private Stream<BaseImage> fields(String path, byte[] bytes) {
        List<BaseImage> images = new ArrayList<>();
        for (Located located : locator.locate(path, bytes).fields()) {
            ImageField field = located.field();
            if (field.form() == Form.POD_SPEC) {
                FieldPart part = field.parts().get(0);
                Optional.of(part.value())
                        .filter(value -> part.part() == Part.REFERENCE)
                        .flatMap(ImageReference::tryParse)
                        .ifPresent(reference ->
                                images.add(new BaseImage(reference.name().written(), field)));
            }
        }
        return images.stream();
    }

    private Optional<byte[]> read(String path) {
        try {
            return tree.read(path);
        } catch (IOException failure) {
            throw new FairleadException(
                    new Problem(
                            path, "it cannot be read: " + failure.getMessage(), "check that it is there and readable"),
                    failure);
        }
    }
}
