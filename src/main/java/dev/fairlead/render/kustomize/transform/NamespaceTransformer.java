package dev.fairlead.render.kustomize.transform;

import dev.fairlead.render.RenderException;
import dev.fairlead.render.kustomize.fields.FieldSpec;
import dev.fairlead.render.kustomize.fields.FieldWalker;
import dev.fairlead.render.kustomize.fields.Lookup;
import dev.fairlead.render.kustomize.resource.Resource;
import dev.fairlead.render.kustomize.resource.ResourceSet;
import dev.fairlead.render.yaml.Kind;
import dev.fairlead.render.yaml.Node;
import dev.fairlead.render.yaml.Setter;
import dev.fairlead.render.yaml.Tags;
import java.util.List;
import java.util.Optional;

/**
 * Puts every object that can have a namespace into one, and the subjects of role bindings with it.
 *
 * @param unsetOnly whether objects that have a namespace keep it
 */
public record NamespaceTransformer(String namespace, List<FieldSpec> fields, boolean unsetOnly, SubjectMode subjects)
        implements Transformer {
    private static final FieldSpec OWN = FieldSpec.created("metadata/namespace");
    private static final String NAME = "metadata/name";
    private static final String SUBJECT = "subjects/namespace";

    /** Which subjects of role bindings get the namespace. */
    public enum SubjectMode {
        DEFAULT_ONLY,
        ALL_SERVICE_ACCOUNTS,
        NONE;

        /** The mode of this name; an empty name is the default. */
        public static SubjectMode of(String name) {
            return switch (name) {
                case "", "defaultOnly" -> DEFAULT_ONLY;
                case "allServiceAccounts" -> ALL_SERVICE_ACCOUNTS;
                case "none" -> NONE;
                default ->
                    throw RenderException.of(
                            "setRoleBindingSubjects is '" + name + "'", "use defaultOnly, allServiceAccounts or none");
            };
        }
    }

    @Override
    public void transform(ResourceSet resources) {
        if (namespace.isEmpty()) {
            return;
        }
        for (Resource resource : resources.all()) {
            if (resource.isEmpty() || resource.generatedByHelm()) {
                continue;
            }
            resource.rememberName();
            apply(resource);
            if (resources.count(resource.id()) != 1) {
                throw RenderException.of(
                        "in the namespace " + namespace + " there would be two of " + resource.id(),
                        "give one of them another name");
            }
        }
    }

    /** Puts one object into the namespace. */
    void apply(Resource resource) {
        if (!resource.id().clusterScoped()) {
            FieldWalker.TEXTS.visit(resource.node(), OWN, this::set);
        }
        boolean binding =
                resource.kind().equals("RoleBinding") || resource.kind().equals("ClusterRoleBinding");
        if (binding) {
            subjects(resource.node());
        }
        boolean core = resource.apiVersion().equals("v1");
        for (FieldSpec field : fields) {
            boolean handled = field.path().equals(OWN.path())
                    || (!core && field.path().equals(NAME))
                    || (binding
                            && field.path().equals(SUBJECT)
                            && field.gvk().kind().endsWith("RoleBinding"));
            if (!handled) {
                FieldWalker.TEXTS.visit(resource.node(), field, this::set);
            }
        }
    }

    private void set(Node node) {
        boolean has = node.is(Kind.SCALAR) && !Node.textOf(node).isEmpty();
        if (!unsetOnly || !has) {
            Setter.scalar(node, Node.scalar(Tags.STR, namespace));
        }
    }

    private void subjects(Node binding) {
        Optional<Node> list = Lookup.find(binding, List.of("subjects"));
        if (subjects == SubjectMode.NONE || list.isEmpty() || list.get().isNull()) {
            return;
        }
        list.get().demand(Kind.SEQUENCE);
        for (Node subject : list.get().content()) {
            boolean all = subjects == SubjectMode.ALL_SERVICE_ACCOUNTS;
            Optional<Node> wanted = Lookup.find(subject, List.of(all ? "kind" : "name"));
            if (wanted.isPresent() && Node.textOf(wanted.get()).equals(all ? "ServiceAccount" : "default")) {
                Lookup.create(subject, List.of("namespace"), Kind.SCALAR).ifPresent(this::set);
            }
        }
    }
}
