package dev.fairlead.render.kustomize.resource;

/** Group, version and kind; as a selector, an empty part selects everything. */
public record Gvk(String group, String version, String kind) {
    public static final Gvk ANY = new Gvk("", "", "");

    private static final String NO_GROUP = "~G";
    private static final String NO_VERSION = "~V";
    private static final String NO_KIND = "~K";

    /** The group and version of an {@code apiVersion}, with a kind. */
    public static Gvk of(String apiVersion, String kind) {
        int slash = apiVersion.indexOf('/');
        return slash < 0
                ? new Gvk("", apiVersion, kind)
                : new Gvk(apiVersion.substring(0, slash), apiVersion.substring(slash + 1), kind);
    }

    /** The group and version as an object writes them. */
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** Whether every part of the selector that is not empty is equal to this one's. */
    public boolean selectedBy(Gvk selector) {
        return (selector.group.isEmpty() || selector.group.equals(group))
                && (selector.version.isEmpty() || selector.version.equals(version))
                && (selector.kind.isEmpty() || selector.kind.equals(kind));
    }

    /** The text by which kustomize sorts kinds that have the same rank. */
    public String sortKey() {
        return (group.isEmpty() ? NO_GROUP : group) + "_" + (version.isEmpty() ? NO_VERSION : version) + "_"
                + (kind.isEmpty() ? NO_KIND : kind);
    }

    /** The text of kustomize's messages, by which objects of one kind are sorted too. */
    @Override
    public String toString() {
        return (kind.isEmpty() ? "[noKind]" : kind) + "." + (version.isEmpty() ? "[noVer]" : version) + "."
                + (group.isEmpty() ? "[noGrp]" : group);
    }
}
