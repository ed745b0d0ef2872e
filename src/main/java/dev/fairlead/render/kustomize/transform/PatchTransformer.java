package dev.fairlead.render.kustomize.transform;

import dev.fairlead.render.RenderException;
import dev.fairlead.render.kustomize.generate.Loader;
import dev.fairlead.render.kustomize.patch.JsonPatch;
import dev.fairlead.render.kustomize.patch.StrategicMerge;
import dev.fairlead.render.kustomize.resource.Resource;
import dev.fairlead.render.kustomize.resource.ResourceReader;
import dev.fairlead.render.kustomize.resource.ResourceSet;
import dev.fairlead.render.kustomize.resource.Selector;
import dev.fairlead.render.kustomize.spec.Patch;
import java.util.List;
import java.util.Optional;

/** A patch of either kind, for the objects that it names or that its target selects. */
public final class PatchTransformer implements Transformer {
    private final Optional<Selector> target;
    private final List<Resource> merges;
    private final Optional<JsonPatch> json;

    private PatchTransformer(Optional<Selector> target, List<Resource> merges, Optional<JsonPatch> json) {
        this.target = target;
        this.merges = merges;
        this.json = json;
    }

    /** Reads a patch, and finds out of which kind it is. */
    public static PatchTransformer of(Patch patch, Loader loader, ResourceReader reader) {
        String inline = patch.text().strip();
        if (inline.isEmpty() == patch.path().isEmpty()) {
            throw RenderException.of(
                    inline.isEmpty() ? "the patch has neither a path nor a patch" : "the patch has both path and patch",
                    "say one of the two");
        }
        String text = inline.isEmpty() ? loader.text(patch.path()) : inline;
        String name = inline.isEmpty() ? loader.name(patch.path()) : patch.place() + " (inline)";
        Optional<JsonPatch> json = JsonPatch.parse(text, name);
        List<Resource> merges;
        try {
            merges = reader.read(text, name);
        } catch (RenderException e) {
            if (json.isEmpty()) {
                throw e;
            }
            return new PatchTransformer(patch.target(), List.of(), json);
        }
        if (!merges.isEmpty() && json.isPresent() && !json.get().isEmpty()) {
            throw RenderException.of("the patch is both a merge and a JSON patch", "write it as one of the two");
        }
        merges.forEach(merge -> allow(merge, patch));
        return new PatchTransformer(patch.target(), merges, Optional.empty());
    }

    private static void allow(Resource merge, Patch patch) {
        if (patch.mayChangeName()) {
            merge.allowNameChange();
        }
        if (patch.mayChangeKind()) {
            merge.allowKindChange();
        }
    }

    @Override
    public void transform(ResourceSet resources) {
        if (!merges.isEmpty()) {
            merge(resources);
        } else {
            json.ifPresent(patch -> patch(patch, resources));
        }
    }

    private void merge(ResourceSet resources) {
        if (target.isEmpty()) {
            merges.forEach(merge -> StrategicMerge.apply(merge, resources.only(merge.originalId())));
            return;
        }
        if (merges.size() > 1) {
            throw RenderException.of(
                    "a patch with a target has " + merges.size() + " documents", "write one patch for each of them");
        }
        Merging.into(resources, resources.select(target.get()), merges.get(0));
    }

    private void patch(JsonPatch patch, ResourceSet resources) {
        Selector selector = target.orElseThrow(
                () -> RenderException.of("a JSON patch has no target", "say in target which objects it is for"));
        for (Resource resource : resources.select(selector)) {
            resource.rememberName();
            patch.apply(resource);
        }
    }
}
