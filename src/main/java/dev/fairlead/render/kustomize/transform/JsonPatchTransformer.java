package dev.fairlead.render.kustomize.transform;

import dev.fairlead.render.RenderException;
import dev.fairlead.render.kustomize.generate.Loader;
import dev.fairlead.render.kustomize.patch.JsonPatch;
import dev.fairlead.render.kustomize.resource.ResourceSet;
import dev.fairlead.render.kustomize.resource.Selector;
import dev.fairlead.render.kustomize.spec.Patch;

/** A JSON patch for the objects of one name. */
public record JsonPatchTransformer(JsonPatch patch, Selector target) implements Transformer {

    /** Reads a patch that must do something. */
    public static JsonPatchTransformer of(Patch patch, Loader loader) {
        Selector target = patch.target()
                .filter(selector -> !selector.name().isEmpty())
                .orElseThrow(() -> RenderException.of("a JSON patch has no target.name", "name the object"));
        if (patch.path().isEmpty() == patch.text().isEmpty()) {
            throw RenderException.of("the patch has neither or both of path and text", "say one of the two");
        }
        String name = patch.path().isEmpty() ? patch.place() : loader.name(patch.path());
        JsonPatch json = JsonPatch.parse(patch.path().isEmpty() ? patch.text() : loader.text(patch.path()), name)
                .filter(read -> !read.isEmpty())
                .orElseThrow(() -> RenderException.of(name + " holds no JSON patch", "write a list of operations"));
        return new JsonPatchTransformer(json, target);
    }

    @Override
    public void transform(ResourceSet resources) {
        resources.select(target).forEach(patch::apply);
    }
}
