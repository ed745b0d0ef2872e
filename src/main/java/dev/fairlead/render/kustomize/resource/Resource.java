package dev.fairlead.render.kustomize.resource;

import dev.fairlead.render.kustomize.schema.Schemas;
import dev.fairlead.render.yaml.Node;
import dev.fairlead.render.yaml.Setter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An object under way through a render. It remembers every name that it had, so that references to any of them can follow. */
public final class Resource {
    private static final String NAME = "name";
    private static final String NAMESPACE = "namespace";

    private final Schemas schemas;
    private Node node;
    private boolean deleted;
    private final List<String> variables = new ArrayList<>();
    private @Nullable ResourceId lastId;

    public Resource(Node node, Schemas schemas) {
        this.node = node;
        this.schemas = schemas;
    }

    /** The object's tree. */
    public Node node() {
        return node;
    }

    /** What is known of kinds in this render. */
    public Schemas schemas() {
        return schemas;
    }

    /** Gives the object another tree. */
    public void replaceNode(Node other) {
        node = other;
    }

    /** Marks the object as taken away by a patch. */
    public void delete() {
        deleted = true;
    }

    /** Whether nothing is left of the object. */
    public boolean isEmpty() {
        return deleted || Node.blank(node);
    }

    /** A copy that shares nothing with this. */
    public Resource copy() {
        Resource copy = new Resource(node.copy(), schemas);
        copy.deleted = deleted;
        copy.variables.addAll(variables);
        return copy;
    }

    public String kind() {
        Node kind = node.get("kind");
        return kind == null ? "" : kind.value();
    }

    public String apiVersion() {
        Node version = node.get("apiVersion");
        return version == null ? "" : version.value();
    }

    public String name() {
        return Metadata.text(node, NAME);
    }

    public String namespace() {
        return Metadata.text(node, NAMESPACE);
    }

    public void setKind(String kind) {
        Setter.path(node, Node.plain(kind), "kind");
    }

    public void setApiVersion(String apiVersion) {
        Setter.path(node, Node.plain(apiVersion), "apiVersion");
    }

    public void setName(String name) {
        Setter.path(node, Node.plain(name), Metadata.METADATA, NAME);
    }

    /** Sets the namespace; an empty one takes the field away. */
    public void setNamespace(String namespace) {
        if (!namespace.isEmpty()) {
            Setter.path(node, Node.plain(namespace), Metadata.METADATA, NAMESPACE);
            return;
        }
        Node metadata = node.get(Metadata.METADATA);
        if (metadata != null) {
            metadata.remove(NAMESPACE);
        }
    }

    public Gvk gvk() {
        return id().gvk();
    }

    /** What the object is called now. */
    public ResourceId id() {
        String apiVersion = apiVersion();
        String kind = kind();
        String name = name();
        String namespace = namespace();
        ResourceId last = lastId;
        if (last != null
                && last.name().equals(name)
                && last.namespace().equals(namespace)
                && last.gvk().kind().equals(kind)
                && last.gvk().apiVersion().equals(apiVersion)) {
            return last;
        }
        ResourceId id =
                new ResourceId(Gvk.of(apiVersion, kind), name, namespace, schemas.clusterScoped(apiVersion, kind));
        lastId = id;
        return id;
    }

    /** What the object was called in the file that it came from. */
    public ResourceId originalId() {
        List<ResourceId> previous = previousIds();
        return previous.isEmpty() ? id() : previous.get(0);
    }

    /** What the object is and was called, without asking what is known of its kind, as replacements select. */
    public List<ResourceId> idsForReplacements() {
        List<ResourceId> ids = new ArrayList<>();
        ids.add(new ResourceId(Gvk.of(apiVersion(), kind()), name(), namespace(), false));
        ids.addAll(previousIds());
        return ids;
    }

    /** What the object was called before, the oldest first. */
    public List<ResourceId> previousIds() {
        String names = annotation(Marks.PREVIOUS_NAMES);
        if (names == null) {
            return List.of();
        }
        List<String> named = csv(names);
        List<String> namespaces = csv(orEmpty(annotation(Marks.PREVIOUS_NAMESPACES)));
        List<String> kinds = csv(orEmpty(annotation(Marks.PREVIOUS_KINDS)));
        String apiVersion = apiVersion();
        List<ResourceId> ids = new ArrayList<>(named.size());
        for (int i = 0; i < named.size() && i < namespaces.size() && i < kinds.size(); i++) {
            // Kustomize does not ask for the scope of a former kind: such a name counts as one in a namespace.
            ids.add(new ResourceId(Gvk.of(apiVersion, kinds.get(i)), named.get(i), namespaces.get(i), false));
        }
        return ids;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    static List<String> csv(String text) {
        return Arrays.asList(text.split(",", -1));
    }

    /** Remembers the present name before it changes. */
    public void rememberName() {
        ResourceId id = id();
        rememberName(id.effectiveNamespace(), id.name(), id.gvk().kind());
    }

    private void rememberName(String namespace, String name, String kind) {
        append(Marks.PREVIOUS_NAMES, name);
        append(Marks.PREVIOUS_NAMESPACES, namespace);
        append(Marks.PREVIOUS_KINDS, kind);
    }

    private void append(String mark, String value) {
        if (!value.isEmpty()) {
            String present = annotation(mark);
            Metadata.annotate(node, mark, present == null ? value : present + "," + value);
        }
    }

    public void addPrefix(String prefix) {
        append(Marks.PREFIXES, prefix);
    }

    public void addSuffix(String suffix) {
        append(Marks.SUFFIXES, suffix);
    }

    public List<String> prefixes() {
        return list(Marks.PREFIXES);
    }

    public List<String> suffixes() {
        return list(Marks.SUFFIXES);
    }

    private List<String> list(String mark) {
        String text = annotation(mark);
        return text == null ? List.of() : csv(text);
    }

    public void allowNameChange() {
        setAnnotation(Marks.MAY_CHANGE_NAME, Marks.ENABLED);
    }

    public boolean mayChangeName() {
        return Marks.ENABLED.equals(annotation(Marks.MAY_CHANGE_NAME));
    }

    public void allowKindChange() {
        setAnnotation(Marks.MAY_CHANGE_KIND, Marks.ENABLED);
    }

    public boolean mayChangeKind() {
        return Marks.ENABLED.equals(annotation(Marks.MAY_CHANGE_KIND));
    }

    public void enableHashSuffix() {
        setAnnotation(Marks.NEEDS_HASH, Marks.ENABLED);
    }

    public boolean needsHashSuffix() {
        return Marks.ENABLED.equals(annotation(Marks.NEEDS_HASH));
    }

    public boolean generatedByHelm() {
        return "true".equals(annotation(Marks.HELM_GENERATED));
    }

    /** Whether the object is only for kustomize, and not to be applied. */
    public boolean localConfig() {
        String local = annotation(Marks.LOCAL_CONFIG);
        return local != null && !local.equals("false");
    }

    /** What a generated object does to one of the same name: {@code create}, {@code merge}, {@code replace}, or something else for none of them. */
    public String behavior() {
        return orEmpty(annotation(Marks.BEHAVIOR));
    }

    public void setBehavior(String behavior) {
        boolean known = List.of("create", "merge", "replace").contains(behavior);
        setAnnotation(Marks.BEHAVIOR, known ? behavior : "unspecified");
    }

    /** Where the object came from, as text; empty if that is not recorded. */
    public Optional<String> origin() {
        return Optional.ofNullable(annotation(Marks.ORIGIN));
    }

    public void setOrigin(String origin) {
        setAnnotation(Marks.ORIGIN, origin);
    }

    public void removeOrigin() {
        removeAnnotation(Marks.ORIGIN);
    }

    /** What changed the object, as text; empty if that is not recorded. */
    public Optional<String> transformations() {
        return Optional.ofNullable(annotation(Marks.TRANSFORMATIONS));
    }

    public void setTransformations(String transformations) {
        setAnnotation(Marks.TRANSFORMATIONS, transformations);
    }

    public void removeTransformations() {
        removeAnnotation(Marks.TRANSFORMATIONS);
    }

    private void removeAnnotation(String key) {
        Map<String, String> annotations = annotations();
        annotations.remove(key);
        setAnnotations(annotations);
    }

    /** Takes away all that was only of interest during the render. */
    public void removeMarks() {
        Map<String, String> annotations = annotations();
        if (!annotations.isEmpty()) {
            Marks.BUILD.forEach(annotations::remove);
            setAnnotations(annotations);
        }
    }

    /** The marks of the render among the annotations. */
    public Map<String, String> marks() {
        Map<String, String> marks = annotations();
        marks.keySet().removeIf(key -> !Marks.internal(key));
        return marks;
    }

    public @Nullable String annotation(String key) {
        return Metadata.entry(node, Metadata.ANNOTATIONS, key);
    }

    public Map<String, String> annotations() {
        return Metadata.map(node, Metadata.ANNOTATIONS);
    }

    public void setAnnotations(Map<String, String> annotations) {
        Metadata.setMap(node, Metadata.ANNOTATIONS, annotations);
    }

    private void setAnnotation(String key, String value) {
        Map<String, String> annotations = annotations();
        annotations.put(key, value);
        setAnnotations(annotations);
    }

    public Map<String, String> labels() {
        return Metadata.map(node, Metadata.LABELS);
    }

    public void setLabels(Map<String, String> labels) {
        Metadata.setMap(node, Metadata.LABELS, labels);
    }

    /** The names of the variables whose value is taken from this object. */
    public List<String> variables() {
        return variables;
    }

    /** Takes over name, namespace, labels, annotations and marks of the object that this one replaces or merges with; its own labels and annotations win. */
    public void inherit(Resource other) {
        Map<String, String> labels = other.labels();
        labels.putAll(labels());
        setLabels(labels);
        Map<String, String> own = annotations();
        Map<String, String> theirs = other.annotations();
        Map<String, String> merged = new TreeMap<>(theirs);
        merged.putAll(own);
        for (String mark : Marks.BUILD) {
            String value = theirs.get(mark);
            if (value != null) {
                merged.put(mark, value);
            } else {
                merged.remove(mark);
            }
        }
        if (!own.containsKey(Marks.NEEDS_HASH)) {
            merged.remove(Marks.NEEDS_HASH);
        }
        setAnnotations(merged);
        setName(other.name());
        setNamespace(other.namespace());
        List<String> inherited = new ArrayList<>(other.variables);
        variables.clear();
        variables.addAll(inherited);
    }
}
