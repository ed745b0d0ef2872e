package dev.fairlead.render.kustomize.transform;

import dev.fairlead.render.kustomize.fields.FieldSpec;
import dev.fairlead.render.kustomize.fields.FieldWalker;
import dev.fairlead.render.kustomize.resource.Resource;
import dev.fairlead.render.kustomize.resource.ResourceSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds labels or annotations. */
public record EntriesTransformer(Map<String, String> entries, List<FieldSpec> fields) implements Transformer {

    @Override
    public void transform(ResourceSet resources) {
        Map<String, String> sorted = new TreeMap<>(entries);
        for (Resource resource : resources.all()) {
            sorted.forEach((key, value) -> FieldWalker.putEntry(resource, fields, key, value));
        }
    }
}
