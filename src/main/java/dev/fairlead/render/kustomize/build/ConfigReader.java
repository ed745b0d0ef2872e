package dev.fairlead.render.kustomize.build;

import dev.fairlead.render.RenderException;
import dev.fairlead.render.kustomize.fields.DefaultFields;
import dev.fairlead.render.kustomize.fields.FieldConfig;
import dev.fairlead.render.kustomize.fields.FieldSpec;
import dev.fairlead.render.kustomize.fields.NameReference;
import dev.fairlead.render.kustomize.generate.Loader;
import dev.fairlead.render.kustomize.resource.Gvk;
import dev.fairlead.render.kustomize.spec.Fields;
import dev.fairlead.render.kustomize.spec.Located;
import dev.fairlead.render.kustomize.spec.Parts;
import dev.fairlead.render.yaml.YamlReader;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads the files of {@code configurations}, which tell of further fields that transformers set. */
final class ConfigReader {
    private ConfigReader() {}

    /** The fields that are known without a file, and those of the files. */
    static FieldConfig read(List<Located> files, Loader loader) {
        FieldConfig read = FieldConfig.EMPTY;
        for (Located file : files) {
            try {
                read = read.merge(read(file.text(), loader).sorted());
            } catch (RenderException e) {
                throw e.at(file.place());
            }
        }
        return files.isEmpty() ? DefaultFields.get() : DefaultFields.get().merge(read);
    }

    private static FieldConfig read(String path, Loader loader) {
        String name = loader.name(path);
        return YamlReader.first(loader.text(path), name)
                .map(root -> Fields.strict(root, name).read(ConfigReader::config))
                .orElse(FieldConfig.EMPTY);
    }

    private static FieldConfig config(Fields fields) {
        Map<FieldConfig.Use, List<FieldSpec>> specs = new EnumMap<>(FieldConfig.Use.class);
        for (FieldConfig.Use use : FieldConfig.Use.values()) {
            specs.put(use, fields.list(use.section(), Parts::fieldSpec));
        }
        return new FieldConfig(specs, fields.list("nameReference", ConfigReader::reference));
    }

    private static NameReference reference(Fields fields) {
        Gvk target = new Gvk(fields.text("group"), fields.text("version"), fields.text("kind"));
        return new NameReference(target, fields.list("fieldSpecs", Parts::fieldSpec));
    }
}
