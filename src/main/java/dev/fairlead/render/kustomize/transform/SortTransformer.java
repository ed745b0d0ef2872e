package dev.fairlead.render.kustomize.transform;

import dev.fairlead.render.kustomize.resource.Gvk;
import dev.fairlead.render.kustomize.resource.KindOrder;
import dev.fairlead.render.kustomize.resource.Resource;
import dev.fairlead.render.kustomize.resource.ResourceId;
import dev.fairlead.render.kustomize.resource.ResourceSet;
import dev.fairlead.render.kustomize.spec.SortOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Sorts objects by kind, namespace and name. */
public record SortTransformer(SortOptions options) implements Transformer {

    @Override
    public void transform(ResourceSet resources) {
        if (!options.byKind()) {
            return;
        }
        List<Resource> sorted = new ArrayList<>(resources.all());
        sorted.sort(Comparator.comparing(Resource::id, ids()));
        resources.replaceAll(sorted);
    }

    private Comparator<ResourceId> ids() {
        Comparator<Gvk> kinds = KindOrder.byRank(KindOrder.ranks(options.first(), options.last()))
                .thenComparing(SortTransformer::kinds);
        return Comparator.comparing(ResourceId::gvk, kinds).thenComparing(SortTransformer::key);
    }

    /** Kinds by text; Kubernetes' own namespaces come before the namespaces of other groups. */
    private static int kinds(Gvk a, Gvk b) {
        int order = a.sortKey().compareTo(b.sortKey());
        boolean namespaces = a.kind().equals("Namespace") && b.kind().equals("Namespace");
        return namespaces && (a.group().isEmpty() || b.group().isEmpty()) ? -order : order;
    }

    private static String key(ResourceId id) {
        return id.gvk() + "|" + (id.namespace().isEmpty() ? "~X" : id.namespace()) + "|"
                + (id.name().isEmpty() ? "~N" : id.name());
    }
}
