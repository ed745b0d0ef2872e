package dev.fairlead.update.config.read;

import dev.fairlead.image.ImageName;
import dev.fairlead.manifest.ManifestSettings;
import dev.fairlead.manifest.field.Part;
import dev.fairlead.manifest.locate.CustomField;
import dev.fairlead.manifest.locate.TextPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code targets}: image fields that no known form covers. */
final class TargetReader {
    private static final Map<String, Part> PARTS = Map.of(
            "reference", Part.REFERENCE,
            "registry", Part.REGISTRY,
            "name", Part.NAME,
            "tag", Part.TAG,
            "digest", Part.DIGEST);

    private TargetReader() {}

    static ManifestSettings read(List<Section> targets) {
        List<CustomField> fields = new ArrayList<>();
        List<TextPattern> patterns = new ArrayList<>();
        for (Section target : targets) {
            if (target.has("pattern")) {
                pattern(target).ifPresent(patterns::add);
            } else {
                field(target).ifPresent(fields::add);
            }
        }
        return new ManifestSettings(fields, patterns, false);
    }

    private static Optional<TextPattern> pattern(Section target) {
        for (String key : List.of("kind", "path", "part")) {
            if (target.has(key)) {
                target.wrong(
                        key, "'" + key + "' does not go with 'pattern'", "describe text with files and pattern alone");
            }
        }
        String files = target.required("files");
        Optional<ImageName> image = target.value("image", ImageName::parse);
        return target.value("pattern", text -> new TextPattern(files, Texts.pattern(text), image));
    }

    private static Optional<CustomField> field(Section target) {
        if (!target.has("kind") && !target.has("files")) {
            target.wrong("", "a target names a 'kind' or 'files'", "add one of them");
            return Optional.empty();
        }
        target.required("path");
        Part part = target.choice("part", PARTS).orElse(Part.REFERENCE);
        Optional<ImageName> image = target.value("image", ImageName::parse);
        return target.value(
                "path", path -> new CustomField(target.text("kind"), target.text("files"), path, part, image));
    }
}
