package dev.fairlead.render.kustomize.transform;

import dev.fairlead.Problem;
import dev.fairlead.render.RenderException;
import dev.fairlead.render.kustomize.fields.FieldPath;
import dev.fairlead.render.kustomize.fields.Lookup;
import dev.fairlead.render.kustomize.fields.PathMatcher;
import dev.fairlead.render.kustomize.generate.Loader;
import dev.fairlead.render.kustomize.resource.Resource;
import dev.fairlead.render.kustomize.resource.ResourceId;
import dev.fairlead.render.kustomize.resource.ResourceSet;
import dev.fairlead.render.kustomize.resource.Selector;
import dev.fairlead.render.kustomize.spec.Fields;
import dev.fairlead.render.kustomize.spec.Replacement;
import dev.fairlead.render.yaml.Kind;
import dev.fairlead.render.yaml.Node;
import dev.fairlead.render.yaml.YamlReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Copies values from one object into others. */
public final class ReplacementTransformer implements Transformer {
    private final List<Replacement> replacements;

    private ReplacementTransformer(List<Replacement> replacements) {
        this.replacements = replacements;
    }

    /** Takes replacements, and reads those that are in files of their own. */
    public static ReplacementTransformer of(List<Replacement> given, Loader loader) {
        List<Replacement> replacements = new ArrayList<>();
        for (Replacement replacement : given) {
            if (replacement.path().isEmpty()) {
                replacements.add(replacement);
                continue;
            }
            if (replacement.source().isPresent() || !replacement.targets().isEmpty()) {
                throw new RenderException(new Problem(
                        replacement.place(),
                        "a replacement has both a path and a source or targets",
                        "say one of them"));
            }
            try {
                replacements.addAll(read(replacement.path(), loader));
            } catch (RenderException e) {
                throw e.at(replacement.place());
            }
        }
        return new ReplacementTransformer(replacements);
    }

    private static List<Replacement> read(String path, Loader loader) {
        String name = loader.name(path);
        Node root = YamlReader.first(loader.text(path), name).orElse(Node.plain(""));
        List<Replacement> read = new ArrayList<>();
        if (root.is(Kind.MAPPING)) {
            read.add(Fields.lenient(root, name).read(Replacement::of));
        } else if (root.is(Kind.SEQUENCE)) {
            root.content().forEach(item -> read.add(Fields.lenient(item, name).read(Replacement::of)));
        } else {
            throw new RenderException(new Problem(name, "it holds no replacement", "write a replacement or a list"));
        }
        return read;
    }

    @Override
    public void transform(ResourceSet resources) {
        for (Replacement replacement : replacements) {
            try {
                apply(replacement, resources);
            } catch (RenderException e) {
                throw e.at(replacement.place());
            }
        }
        resources.dropEmpty();
    }

    private static void apply(Replacement replacement, ResourceSet resources) {
        if (replacement.source().isPresent() == replacement.value().isPresent()
                || replacement.targets().isEmpty()) {
            throw RenderException.of(
                    "a replacement needs either a source or a sourceValue, and a target", "add what is missing");
        }
        Node value = replacement
                .source()
                .map(source -> value(source, resources))
                .orElseGet(() -> Node.plain(replacement.value().orElse("")));
        for (Replacement.Target target : replacement.targets()) {
            Selector select = target.select()
                    .orElseThrow(() -> RenderException.of("a target selects nothing", "say in select which objects"));
            select.check();
            target.reject().forEach(Selector::check);
            for (Resource resource : resources.all()) {
                if (isTarget(resource, select, target.reject())) {
                    copy(value, resource.node(), target);
                }
            }
        }
    }

    private static Node value(Replacement.Source source, ResourceSet resources) {
        List<Resource> found = resources.all().stream()
                .filter(resource ->
                        resource.idsForReplacements().stream().anyMatch(id -> id.selectedBy(source.selector())))
                .toList();
        if (found.size() != 1) {
            throw RenderException.of(
                    found.size() + " objects are selected by the source " + source.selector(),
                    "let the source select exactly one");
        }
        Node value = Lookup.find(found.get(0).node(), FieldPath.dotted(source.fieldPath()))
                .filter(node -> !Node.blank(node))
                .orElseThrow(() -> RenderException.of(
                        "the source " + source.selector() + " has no field " + source.fieldPath(),
                        "correct the source's fieldPath"));
        return part(value, source.options());
    }

    private static Node part(Node value, Replacement.Options options) {
        if (options.delimiter().isEmpty()) {
            return value;
        }
        demandScalar(value);
        List<String> parts = split(value.value(), options.delimiter());
        if (options.index() < 0 || options.index() >= parts.size()) {
            throw RenderException.of(
                    "options.index " + options.index() + " is outside of the " + parts.size() + " parts of the source",
                    "correct the index, which counts from 0");
        }
        Node part = value.copy();
        part.changeText(parts.get(options.index()));
        return part;
    }

    private static void demandScalar(Node node) {
        if (!node.is(Kind.SCALAR)) {
            throw RenderException.of("a delimiter is said, but the field is no scalar", "remove options.delimiter");
        }
    }

    private static List<String> split(String text, String delimiter) {
        return Arrays.asList(text.split(Pattern.quote(delimiter), -1));
    }

    private static boolean isTarget(Resource resource, Selector select, List<Selector> reject) {
        if (!select.selectsMetadata(resource)) {
            return false;
        }
        List<ResourceId> ids = resource.idsForReplacements();
        for (Selector rejected : reject) {
            boolean byMetadata =
                    !rejected.annotations().isEmpty() || !rejected.labels().isEmpty();
            if (byMetadata && rejected.selectsMetadata(resource)) {
                return false;
            }
            if (!rejected.namesNothing() && ids.stream().anyMatch(rejected::selects)) {
                return false;
            }
        }
        return ids.stream().anyMatch(select::selects);
    }

    private static void copy(Node value, Node object, Replacement.Target target) {
        Kind create = target.options().create() ? value.kind() : null;
        for (String path : target.fieldPaths()) {
            Consumer<Node> setter = field -> set(field, value.copy(), target.options());
            if (!StructuredText.set(object, FieldPath.dotted(path), setter, create)) {
                fields(object, path, create).forEach(setter);
            }
        }
    }

    private static List<Node> fields(Node object, String path, @Nullable Kind create) {
        List<Node> fields;
        try {
            fields = PathMatcher.find(object, FieldPath.dotted(path), create);
        } catch (RenderException e) {
            throw RenderException.of(
                    "the target's field " + path + " cannot be set: "
                            + e.problem().cause(),
                    e.problem().remedy());
        }
        if (fields.isEmpty()) {
            throw RenderException.of("the target has no field " + path, "correct the path, or set options.create");
        }
        return fields;
    }

    private static void set(Node field, Node value, Replacement.Options options) {
        if (!options.delimiter().isEmpty()) {
            demandScalar(field);
            List<String> parts = new ArrayList<>(split(field.value(), options.delimiter()));
            String text = Node.textOf(value);
            if (options.index() < 0) {
                parts.add(0, text);
            } else if (options.index() >= parts.size()) {
                parts.add(text);
            } else {
                parts.set(options.index(), text);
            }
            value.changeText(String.join(options.delimiter(), parts));
        }
        if (field.is(Kind.SCALAR)) {
            field.changeText(value.value());
        } else {
            field.become(value);
        }
    }
}
