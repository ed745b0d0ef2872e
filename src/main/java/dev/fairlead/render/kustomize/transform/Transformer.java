package dev.fairlead.render.kustomize.transform;

import dev.fairlead.render.kustomize.resource.ResourceSet;

/** Changes objects in one way. */
public interface Transformer {
    /** Changes the objects of a set, or takes some away. */
    void transform(ResourceSet resources);
}
