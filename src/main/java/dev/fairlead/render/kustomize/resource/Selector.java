package dev.fairlead.render.kustomize.resource;

/**
 * Which objects a patch or a replacement is meant for. Group, version, kind, name and namespace are regular expressions for the whole of what they
 * select; what is empty selects everything.
 *
 * @param annotations a selector of labels for the annotations
 * @param labels a selector of labels
 */
public record Selector(Gvk gvk, String name, String namespace, String annotations, String labels) {

    /** Whether neither kind nor name nor namespace is said. */
    public boolean namesNothing() {
        return gvk.equals(Gvk.ANY) && name.isEmpty() && namespace.isEmpty();
    }

    /** Whether an object is selected by what it is called now or was called first. */
    public boolean selects(Resource resource) {
        ResourceId now = resource.id();
        ResourceId first = resource.originalId();
        return (selectsNamespace(first.effectiveNamespace()) || selectsNamespace(now.effectiveNamespace()))
                && (selectsName(first.name()) || selectsName(now.name()))
                && selectsKind(now.gvk())
                && selectsMetadata(resource);
    }

    /** Whether a name is selected, that an object has or had. */
    public boolean selects(ResourceId id) {
        return selectsKind(id.gvk()) && selectsName(id.name()) && selectsNamespace(id.namespace());
    }

    /** Whether an object's labels and annotations are selected. */
    public boolean selectsMetadata(Resource resource) {
        return LabelSelector.parse(labels).matches(resource.labels())
                && LabelSelector.parse(annotations).matches(resource.annotations());
    }

    /** Fails if a part of this cannot be understood. */
    public void check() {
        Patterns.check(gvk.group());
        Patterns.check(gvk.version());
        Patterns.check(gvk.kind());
        Patterns.check(name);
        Patterns.check(namespace);
    }

    private boolean selectsKind(Gvk other) {
        return selects(gvk.group(), other.group())
                && selects(gvk.version(), other.version())
                && selects(gvk.kind(), other.kind());
    }

    private boolean selectsName(String other) {
        return selects(name, other);
    }

    private boolean selectsNamespace(String other) {
        return selects(namespace, other);
    }

    private static boolean selects(String pattern, String text) {
        return pattern.isEmpty() || Patterns.wholly(pattern, text);
    }
}
