package dev.fairlead.render.kustomize.resource;

import dev.fairlead.render.RenderException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Objects in the order in which they were read, no two of which are the same for a cluster. */
public final class ResourceSet {
    private final List<Resource> resources = new ArrayList<>();

    /** The objects in their order; the list may be walked while the set changes. */
    public List<Resource> all() {
        return List.copyOf(resources);
    }

    public int size() {
        return resources.size();
    }

    /** Puts an object at the end. */
    public void add(Resource resource) {
        ResourceId id = resource.id();
        for (Resource present : resources) {
            if (present.id().same(id)) {
                throw RenderException.of(
                        "there is " + id + " already", "give one of the two another name or namespace, or remove it");
            }
        }
        resources.add(resource);
    }

    /** Puts objects at the end. */
    public void addAll(Collection<Resource> others) {
        others.forEach(this::add);
    }

    /** Puts other objects in the place of these. */
    public void replaceAll(List<Resource> others) {
        resources.clear();
        addAll(others);
    }

    /** Takes objects away of which nothing is left. */
    public void dropEmpty() {
        resources.removeIf(Resource::isEmpty);
    }

    public void removeIf(Predicate<Resource> unwanted) {
        resources.removeIf(unwanted);
    }

    /** The objects that a selector selects. */
    public List<Resource> select(Selector selector) {
        selector.check();
        return resources.stream().filter(selector::selects).toList();
    }

    /** The objects that have, or had, such a name. */
    public List<Resource> called(Predicate<ResourceId> wanted) {
        return resources.stream()
                .filter(resource -> !resource.isEmpty())
                .filter(resource -> wanted.test(resource.id())
                        || resource.previousIds().stream().anyMatch(wanted))
                .toList();
    }

    /** How many objects have this name now. */
    public long count(ResourceId id) {
        return resources.stream().filter(resource -> resource.id().same(id)).count();
    }

    /** The only object that has or had a name. */
    public Resource only(ResourceId id) {
        List<Resource> called = called(other -> id.same(other));
        if (called.size() != 1) {
            throw RenderException.of(
                    (called.isEmpty() ? "no object is" : called.size() + " objects are") + " called " + id,
                    called.isEmpty()
                            ? "correct kind, name or namespace of the patch, or add the object to the resources"
                            : "say the namespace, or use a patch with a target");
        }
        return called.get(0);
    }

    /** Takes in what a generator made: a new object, or one that replaces or merges with another. */
    public void absorb(Collection<Resource> generated) {
        generated.forEach(this::absorb);
    }

    private void absorb(Resource resource) {
        ResourceId id = resource.id();
        String behavior = resource.behavior();
        boolean changes = behavior.equals("merge") || behavior.equals("replace");
        List<Resource> present = called(id::same);
        if (present.size() > 1) {
            throw RenderException.of(
                    present.size() + " objects could be the one that " + id + " is merged into",
                    "give each of them a name of its own");
        }
        if (present.isEmpty()) {
            if (changes) {
                throw RenderException.of(
                        "there is no " + id + " to " + behavior, "create it below, or set behavior to create");
            }
            add(resource);
            return;
        }
        if (!changes) {
            throw RenderException.of(
                    "there is " + id + " already", "set the generator's behavior to merge or replace, or rename it");
        }
        Resource old = present.get(0);
        combine(resource, old, behavior);
        // Compared by identity, as the new one has the old one's name by now.
        resources.set(resources.indexOf(old), resource);
    }

    private static void combine(Resource resource, Resource old, String behavior) {
        if (behavior.equals("replace")) {
            resource.inherit(old);
            return;
        }
        resource.inherit(old);
        DataMaps.merge(old, resource);
        old.origin().ifPresent(resource::setOrigin);
    }

    /** The objects that an object may refer to: those of its namespace, those of none, and those in the namespaces of a role binding's subjects. */
    public List<Resource> referable(Resource from) {
        ResourceId id = from.id();
        if (id.clusterScoped()) {
            return all();
        }
        List<String> namespaces = Subjects.namespaces(from);
        return resources.stream()
                .filter(target -> target.id().clusterScoped()
                        || target.id().sameNamespace(id)
                        || namespaces.contains(target.namespace()))
                .toList();
    }

    /** Objects by the namespace that they had first, without those that have none. */
    public static Map<String, List<Resource>> byOriginalNamespace(List<Resource> resources) {
        Map<String, List<Resource>> groups = new TreeMap<>();
        for (Resource resource : resources) {
            groups.computeIfAbsent(resource.originalId().effectiveNamespace(), key -> new ArrayList<>())
                    .add(resource);
        }
        groups.remove(ResourceId.NO_NAMESPACE);
        return groups;
    }

    /** Objects by the namespace that they have now, without those that have none. */
    public static Map<String, List<Resource>> byNamespace(List<Resource> resources) {
        Map<String, List<Resource>> groups = new TreeMap<>();
        for (Resource resource : resources) {
            groups.computeIfAbsent(resource.id().effectiveNamespace(), key -> new ArrayList<>())
                    .add(resource);
        }
        groups.remove(ResourceId.NO_NAMESPACE);
        return groups;
    }
}
