package dev.fairlead.render.kustomize.transform;

import dev.fairlead.render.kustomize.generate.ContentHash;
import dev.fairlead.render.kustomize.resource.Resource;
import dev.fairlead.render.kustomize.resource.ResourceSet;

/** Puts the hash of their content behind the names of generated objects. */
public record HashTransformer() implements Transformer {

    @Override
    public void transform(ResourceSet resources) {
        for (Resource resource : resources.all()) {
            if (resource.needsHashSuffix()) {
                String hash = ContentHash.of(resource);
                resource.rememberName();
                resource.setName(resource.name() + "-" + hash);
            }
        }
    }
}
