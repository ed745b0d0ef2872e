package dev.fairlead.render.kustomize.transform;

import dev.fairlead.render.kustomize.patch.StrategicMerge;
import dev.fairlead.render.kustomize.resource.Resource;
import dev.fairlead.render.kustomize.resource.ResourceId;
import dev.fairlead.render.kustomize.resource.ResourceSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Merges one patch into several objects. */
final class Merging {
    private Merging() {}

    /** Merges a copy of the patch, made one of the object's own kind, into each of the targets; what is deleted leaves the set. */
    static void into(ResourceSet resources, List<Resource> targets, Resource patch) {
        Set<ResourceId> ids = new HashSet<>();
        targets.forEach(target -> ids.add(target.id()));
        List<Resource> left = new ArrayList<>();
        for (Resource resource : resources.all()) {
            if (!resource.isEmpty() && ids.contains(resource.id())) {
                StrategicMerge.apply(adapted(patch, resource), resource);
            }
            if (!resource.isEmpty()) {
                left.add(resource);
            }
        }
        resources.replaceAll(left);
    }

    private static Resource adapted(Resource patch, Resource target) {
        Resource copy = patch.copy();
        copy.inherit(patch);
        copy.setApiVersion(target.apiVersion());
        copy.setKind(patch.kind());
        return copy;
    }
}
