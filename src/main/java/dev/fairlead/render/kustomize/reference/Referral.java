package dev.fairlead.render.kustomize.reference;

import dev.fairlead.render.RenderException;
import dev.fairlead.render.kustomize.fields.FieldSpec;
import dev.fairlead.render.kustomize.fields.Lookup;
import dev.fairlead.render.kustomize.resource.Gvk;
import dev.fairlead.render.kustomize.resource.Resource;
import dev.fairlead.render.kustomize.resource.ResourceId;
import dev.fairlead.render.kustomize.resource.ResourceSet;
import dev.fairlead.render.yaml.Node;
import dev.fairlead.render.yaml.Setter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** One field of one object that holds a name: finds the object that is meant among all that may be, and updates the field. */
final class Referral {
    private static final String NAME = "name";
    private static final String NAMESPACE = "namespace";
    private static final String ROLE = "roleRef/name";

    private final Resource referrer;
    private final FieldSpec field;
    private final Gvk target;
    private final List<Resource> candidates;

    Referral(Resource referrer, FieldSpec field, Gvk target, List<Resource> candidates) {
        this.referrer = referrer;
        this.field = field;
        this.target = target;
        this.candidates = candidates;
    }

    /** Updates a name, a mapping with a name and perhaps a namespace, or a list of either. */
    void update(Node node) {
        if (node.isNull()) {
            return;
        }
        switch (node.kind()) {
            case SCALAR -> updateName(node);
            case MAPPING -> updateMapping(node);
            case SEQUENCE -> {
                for (Node item : List.copyOf(node.content())) {
                    updateItem(item);
                }
            }
        }
    }

    private void updateItem(Node item) {
        if (item.isNull()) {
            return;
        }
        switch (item.kind()) {
            case SCALAR -> updateName(item);
            case MAPPING -> updateMapping(item);
            case SEQUENCE ->
                throw RenderException.of("a list of lists is there, where names are expected", "write a list of names");
        }
    }

    private void updateName(Node node) {
        Optional<Resource> meant = select(node.value(), candidates, false);
        meant.filter(resource -> !resource.name().equals(node.value()))
                .ifPresent(resource -> Setter.scalar(node, Node.plain(resource.name())));
    }

    private void updateMapping(Node node) {
        Node name = node.get(NAME);
        if (name == null) {
            throw RenderException.of("a mapping without a name is there", "name what is referred to");
        }
        Optional<Resource> meant = select(name.value(), inNamespaceOf(node), true);
        if (meant.isEmpty()) {
            return;
        }
        Resource resource = meant.get();
        if (!resource.name().equals(name.value())) {
            Setter.field(node, NAME, Node.plain(resource.name()));
        } else if (!resource.namespace().isEmpty()) {
            Setter.field(node, NAME, Node.plain(resource.name()));
        }
        if (!resource.namespace().isEmpty()) {
            Setter.field(node, NAMESPACE, Node.plain(resource.namespace()));
        }
    }

    private List<Resource> inNamespaceOf(Node node) {
        Node namespace = node.get(NAMESPACE);
        if (namespace == null) {
            return candidates;
        }
        Map<String, List<Resource>> first = ResourceSet.byOriginalNamespace(candidates);
        List<Resource> there = first.get(namespace.value());
        return there != null ? there : ResourceSet.byNamespace(candidates).getOrDefault(namespace.value(), List.of());
    }

    private Optional<Resource> select(String oldName, List<Resource> from, boolean withNamespace) {
        List<Resource> left = sieved(from, wasCalled(oldName));
        left = sieved(left, wasOfKind(target));
        left = sieved(left, roleFilter());
        left = sieved(left, this::reachable);
        if (left.size() == 1) {
            return Optional.of(left.get(0));
        }
        left = sieved(left, resource -> NameParts.agree(resource, referrer, true));
        if (left.size() > 1) {
            left = sieved(left, resource -> NameParts.agree(resource, referrer, false));
        }
        if (left.isEmpty()) {
            return Optional.empty();
        }
        Resource one = left.get(0);
        boolean same = left.stream()
                .allMatch(other -> other.name().equals(one.name())
                        && (!withNamespace || other.namespace().equals(one.namespace())));
        if (!same) {
            throw RenderException.of(
                    "the name " + oldName + " may mean several objects: "
                            + left.stream().map(each -> each.id().toString()).collect(Collectors.joining(", ")),
                    "say the namespace, or give the objects names of their own");
        }
        return Optional.of(one);
    }

    private static List<Resource> sieved(List<Resource> resources, Predicate<Resource> wanted) {
        return resources.stream().filter(wanted).toList();
    }

    private static Predicate<Resource> wasCalled(String name) {
        return resource ->
                resource.previousIds().stream().anyMatch(id -> id.name().equals(name));
    }

    private static Predicate<Resource> wasOfKind(Gvk gvk) {
        return resource ->
                resource.previousIds().stream().anyMatch(id -> id.gvk().selectedBy(gvk));
    }

    /** A role binding says itself which kind of role it means. */
    private Predicate<Resource> roleFilter() {
        if (!field.path().endsWith(ROLE)) {
            return resource -> true;
        }
        Node node = referrer.node();
        Optional<Node> group = Lookup.find(node, List.of("roleRef", "apiGroup"));
        Optional<Node> kind = Lookup.find(node, List.of("roleRef", "kind"));
        return group.isPresent() && kind.isPresent()
                ? wasOfKind(new Gvk(group.get().value(), "", kind.get().value()))
                : resource -> true;
    }

    private boolean reachable(Resource resource) {
        ResourceId from = referrer.id();
        ResourceId to = resource.id();
        return from.clusterScoped()
                || to.clusterScoped()
                || resource.kind().equals("ServiceAccount")
                || from.sameNamespace(to);
    }
}
