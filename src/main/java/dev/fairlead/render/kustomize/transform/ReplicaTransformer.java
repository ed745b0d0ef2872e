package dev.fairlead.render.kustomize.transform;

import dev.fairlead.render.RenderException;
import dev.fairlead.render.kustomize.fields.FieldSpec;
import dev.fairlead.render.kustomize.fields.FieldWalker;
import dev.fairlead.render.kustomize.resource.Resource;
import dev.fairlead.render.kustomize.resource.ResourceSet;
import dev.fairlead.render.kustomize.spec.Replica;
import dev.fairlead.render.yaml.Node;
import dev.fairlead.render.yaml.Setter;
import dev.fairlead.render.yaml.Tags;
import java.util.List;

/** Sets how many replicas the workloads of one name have. */
public record ReplicaTransformer(Replica replica, List<FieldSpec> fields) implements Transformer {

    @Override
    public void transform(ResourceSet resources) {
        boolean found = false;
        for (FieldSpec field : fields) {
            List<Resource> named = resources.called(
                    id -> id.name().equals(replica.name()) && id.gvk().selectedBy(field.gvk()));
            found |= !named.isEmpty();
            named.forEach(resource -> FieldWalker.NUMBERS.visit(resource.node(), field, this::set));
        }
        if (!found) {
            throw RenderException.of(
                    "no workload is called " + replica.name(), "correct the name, or configure the kind's replicas");
        }
    }

    private void set(Node node) {
        Setter.scalar(node, Node.scalar(Tags.INT, String.valueOf(replica.count())));
    }
}
