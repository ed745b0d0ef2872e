package dev.fairlead.render.kustomize.resource;

/**
 * What an object is, or was, called.
 *
 * @param namespace empty where none is said
 * @param clusterScoped whether objects of the kind certainly have no namespace
 */
public record ResourceId(Gvk gvk, String name, String namespace, boolean clusterScoped) {
    /** The namespace of objects that have none. */
    public static final String NO_NAMESPACE = "_non_namespaceable_";

    private static final String DEFAULT_NAMESPACE = "default";

    /** The namespace in which the object is found, {@code default} where none is said. */
    public String effectiveNamespace() {
        if (clusterScoped) {
            return NO_NAMESPACE;
        }
        return namespace.isEmpty() ? DEFAULT_NAMESPACE : namespace;
    }

    /** Whether both are found in one namespace. */
    public boolean sameNamespace(ResourceId other) {
        return effectiveNamespace().equals(other.effectiveNamespace());
    }

    /** Whether kind and name are equal. */
    public boolean sameKindAndName(ResourceId other) {
        return name.equals(other.name) && gvk.equals(other.gvk);
    }

    /** Whether both are the same object for a cluster. */
    public boolean same(ResourceId other) {
        return sameKindAndName(other) && sameNamespace(other);
    }

    /** Whether every part of the selector that is not empty is equal to this one's. */
    public boolean selectedBy(ResourceId selector) {
        return (selector.name.isEmpty() || selector.name.equals(name))
                && (selector.namespace.isEmpty() || selector.sameNamespace(this))
                && gvk.selectedBy(selector.gvk);
    }

    /** Kind, version, group, name and namespace, as kustomize's messages have them. */
    @Override
    public String toString() {
        return gvk + "/" + (name.isEmpty() ? "[noName]" : name) + "." + (namespace.isEmpty() ? "[noNs]" : namespace);
    }
}
