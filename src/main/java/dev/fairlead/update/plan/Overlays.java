package dev.fairlead.update.plan;

import dev.fairlead.manifest.ManifestFile;
import dev.fairlead.manifest.Manifests;
import dev.fairlead.manifest.overlay.OverlayGap;
import dev.fairlead.update.config.Scope;
import dev.fairlead.update.fields.FieldIndex;
import java.util.List;
import java.util.Set;

/** Overlays that take an image from a base outside of them: told, or given an entry of their own where that is asked for. */
final class Overlays {
    private final FieldIndex index;

    Overlays(FieldIndex index) {
        this.index = index;
    }

    /** The overlays in a want's scope that take its image from a base and have no entry for it. */
    List<OverlayGap> of(Want want) {
        Scope scope = want.scope();
        List<ManifestFile> kustomizations = index.kustomizations().stream()
                .filter(file -> scope.contains(file.path()))
                .toList();
        return kustomizations.isEmpty()
                ? List.of()
                : Manifests.with(want.settings()).overlayGaps(kustomizations, index.tree(), Set.of(want.image()));
    }
}
