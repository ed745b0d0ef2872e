package dev.fairlead.render.kustomize;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a render may do and how its result looks.
 *
 * @param order the order of the objects, where the kustomization does not say it
 * @param managedByLabel whether every object gets the label {@code app.kubernetes.io/managed-by}
 * @param outsideRoot whether files may lie outside of their kustomization's folder
 * @param boundary the folder that nothing may lie outside of whatever else is allowed; absent for none
 * @param remote whether what lies elsewhere may be loaded, by the binary
 * @param binary what renders a folder that this renderer lacks a feature for; absent to fail there
 */
public record KustomizeOptions(
        Order order,
        boolean managedByLabel,
        boolean outsideRoot,
        Optional<Path> boundary,
        boolean remote,
        Optional<KustomizeBinary> binary) {

    /** The order of the objects. */
    public enum Order {
        /** By kind, so that they can be applied one after the other. */
        LEGACY,
        /** As they were read. */
        NONE
    }

    /** What the kustomize binary does when nothing else is said, and no binary to fall back to. */
    public static final KustomizeOptions DEFAULT =
            new KustomizeOptions(Order.LEGACY, false, false, Optional.empty(), false, Optional.empty());

    public KustomizeOptions withOrder(Order other) {
        return new KustomizeOptions(other, managedByLabel, outsideRoot, boundary, remote, binary);
    }

    public KustomizeOptions withManagedByLabel(boolean wanted) {
        return new KustomizeOptions(order, wanted, outsideRoot, boundary, remote, binary);
    }

    public KustomizeOptions withOutsideRoot(boolean allowed) {
        return new KustomizeOptions(order, managedByLabel, allowed, boundary, remote, binary);
    }

    public KustomizeOptions withBoundary(Path folder) {
        return new KustomizeOptions(order, managedByLabel, outsideRoot, Optional.of(folder), remote, binary);
    }

    public KustomizeOptions withRemote(boolean allowed) {
        return new KustomizeOptions(order, managedByLabel, outsideRoot, boundary, allowed, binary);
    }

    public KustomizeOptions withBinary(KustomizeBinary fallback) {
        return new KustomizeOptions(order, managedByLabel, outsideRoot, boundary, remote, Optional.of(fallback));
    }
}
