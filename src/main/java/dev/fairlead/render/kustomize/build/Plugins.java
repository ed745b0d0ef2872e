package dev.fairlead.render.kustomize.build;

import dev.fairlead.Problem;
import dev.fairlead.render.RenderException;
import dev.fairlead.render.kustomize.fields.FieldSpec;
import dev.fairlead.render.kustomize.generate.Generator;
import dev.fairlead.render.kustomize.resource.Gvk;
import dev.fairlead.render.kustomize.resource.Resource;
import dev.fairlead.render.kustomize.resource.ResourceReader;
import dev.fairlead.render.kustomize.schema.Schemas;
import dev.fairlead.render.kustomize.spec.Fields;
import dev.fairlead.render.kustomize.spec.GeneratorArgs;
import dev.fairlead.render.kustomize.spec.Image;
import dev.fairlead.render.kustomize.spec.Located;
import dev.fairlead.render.kustomize.spec.Parts;
import dev.fairlead.render.kustomize.spec.Patch;
import dev.fairlead.render.kustomize.spec.Replacement;
import dev.fairlead.render.kustomize.spec.Replica;
import dev.fairlead.render.kustomize.transform.EntriesTransformer;
import dev.fairlead.render.kustomize.transform.HashTransformer;
import dev.fairlead.render.kustomize.transform.ImageTransformer;
import dev.fairlead.render.kustomize.transform.JsonPatchTransformer;
import dev.fairlead.render.kustomize.transform.NameTransformer;
import dev.fairlead.render.kustomize.transform.NamespaceTransformer;
import dev.fairlead.render.kustomize.transform.PatchTransformer;
import dev.fairlead.render.kustomize.transform.ReplacementTransformer;
import dev.fairlead.render.kustomize.transform.ReplicaTransformer;
import dev.fairlead.render.kustomize.transform.StrategicMergeTransformer;
import dev.fairlead.render.kustomize.transform.Transformer;
import dev.fairlead.render.kustomize.transform.ValueAddTransformer;
import dev.fairlead.render.yaml.Values;
import dev.fairlead.render.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;

/** Makes generators and transformers from objects of their own, as {@code generators} and {@code transformers} list them. Only built-in ones are known. */
final class Plugins {
    private static final String FIELD_SPECS = "fieldSpecs";

    private final Folder folder;
    private final ResourceReader reader;
    private final Schemas schemas;

    Plugins(Folder folder, ResourceReader reader, Schemas schemas) {
        this.folder = folder;
        this.reader = reader;
        this.schemas = schemas;
    }

    private Fields fields(Resource plugin) {
        Gvk gvk = plugin.gvk();
        if (!gvk.group().isEmpty() || !gvk.version().equals("builtin")) {
            throw RenderException.of(
                    "the plugin " + plugin.kind() + " (" + gvk.apiVersion() + ") is none of kustomize's own",
                    "use a plugin with apiVersion builtin; programs are not run");
        }
        return Fields.lenient(Values.jsonNode(Values.object(plugin.node())), plugin.kind() + " " + plugin.name());
    }

    private static RenderException unknown(Resource plugin, String what) {
        return RenderException.of(
                "the plugin " + plugin.kind() + " is no " + what + " that is known here", "correct its kind");
    }

    /** Makes the objects that a generator's object asks for. */
    List<Resource> generate(Resource plugin) {
        Fields fields = fields(plugin);
        Generator generator = new Generator(folder, schemas);
        return switch (plugin.kind()) {
            case "ConfigMapGenerator" -> List.of(generator.configMap(fields.read(GeneratorArgs::ofObject)));
            case "SecretGenerator" -> List.of(generator.secret(fields.read(GeneratorArgs::ofObject)));
            case "IAMPolicyGenerator" -> List.of(new Resource(fields.read(IamPolicy::node), schemas));
            default -> throw unknown(plugin, "generator");
        };
    }

    /** Makes the transformers that an object stands for. */
    List<Transformer> transformers(Resource plugin) {
        Fields fields = fields(plugin);
        return switch (plugin.kind()) {
            case "PrefixSuffixTransformer" -> List.of(prefix(fields), suffix(fields));
            default -> List.of(transformer(plugin, fields));
        };
    }

    private Transformer transformer(Resource plugin, Fields fields) {
        return switch (plugin.kind()) {
            case "AnnotationsTransformer" -> new EntriesTransformer(fields.map("annotations"), specs(fields));
            case "LabelTransformer" -> new EntriesTransformer(fields.map("labels"), specs(fields));
            case "NamespaceTransformer" -> namespace(fields);
            case "PrefixTransformer" -> prefix(fields);
            case "SuffixTransformer" -> suffix(fields);
            case "ImageTagTransformer" ->
                new ImageTransformer(
                        fields.child("imageTag", Image::of).orElse(new Image("", "", "", "", "", "")), specs(fields));
            case "ReplicaCountTransformer" ->
                new ReplicaTransformer(
                        fields.child("replica", Replica::of).orElse(new Replica("", 0, "")), specs(fields));
            case "PatchTransformer" -> PatchTransformer.of(Patch.of(fields, "patch"), folder, reader);
            case "PatchJson6902Transformer" -> JsonPatchTransformer.of(Patch.of(fields, "jsonOp"), folder);
            case "PatchStrategicMergeTransformer" -> merges(fields);
            case "ReplacementTransformer" ->
                ReplacementTransformer.of(fields.list("replacements", Replacement::of), folder);
            case "ValueAddTransformer" -> valueAdd(fields);
            case "HashTransformer" -> new HashTransformer();
            default -> throw unknown(plugin, "transformer");
        };
    }

    private static List<FieldSpec> specs(Fields fields) {
        return fields.list(FIELD_SPECS, Parts::fieldSpec);
    }

    private static Transformer prefix(Fields fields) {
        return name(fields, "prefix", true);
    }

    private static Transformer suffix(Fields fields) {
        return name(fields, "suffix", false);
    }

    private static Transformer name(Fields fields, String field, boolean before) {
        if (!fields.says(FIELD_SPECS)) {
            throw RenderException.of("fieldSpecs is missing", "say which fields hold names, such as metadata/name");
        }
        return new NameTransformer(fields.text(field), before, specs(fields));
    }

    private static Transformer namespace(Fields fields) {
        String namespace =
                fields.child("metadata", metadata -> metadata.text("namespace")).orElse("");
        NamespaceTransformer.SubjectMode mode =
                NamespaceTransformer.SubjectMode.of(fields.text("setRoleBindingSubjects"));
        return new NamespaceTransformer(namespace, specs(fields), fields.flag("unsetOnly"), mode);
    }

    private Transformer merges(Fields fields) {
        List<Located> sources = new ArrayList<>(fields.located("paths"));
        String inline = fields.text("patches");
        if (!inline.isEmpty()) {
            sources.add(new Located(inline, fields.place("patches")));
        }
        return StrategicMergeTransformer.of(sources, folder, reader);
    }

    private Transformer valueAdd(Fields fields) {
        List<ValueAddTransformer.Target> targets =
                new ArrayList<>(fields.list("targets", ValueAddTransformer.Target::of));
        String path = fields.text("targetFilePath");
        if (!path.isEmpty()) {
            YamlReader.first(folder.text(path), folder.name(path))
                    .ifPresent(root -> targets.addAll(Fields.lenient(root, folder.name(path))
                            .read(file -> file.list("targets", ValueAddTransformer.Target::of))));
        }
        if (targets.isEmpty()) {
            throw new RenderException(new Problem(fields.place(), "there is no target", "say which fields to set"));
        }
        String value = fields.text("value").strip();
        return new ValueAddTransformer(value.isEmpty() ? folder.baseName() : value, targets);
    }
}
