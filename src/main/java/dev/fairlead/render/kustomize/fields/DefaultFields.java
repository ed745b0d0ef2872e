package dev.fairlead.render.kustomize.fields;

import dev.fairlead.render.kustomize.resource.Gvk;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The fields that kustomize 5.8 knows of by itself, from a table with a section for each transformer and a line for each field. */
public final class DefaultFields {
    private static final String REFERENCES = "[nameReference]";

    private DefaultFields() {}

    /** The table, sorted. */
    public static FieldConfig get() {
        return Holder.DEFAULTS;
    }

    private static final class Holder {
        private static final FieldConfig DEFAULTS = load();
    }

    private static FieldConfig load() {
        Map<FieldConfig.Use, List<FieldSpec>> fields = new EnumMap<>(FieldConfig.Use.class);
        List<NameReference> references = new ArrayList<>();
        try (InputStream in = DefaultFields.class.getResourceAsStream("defaults.txt");
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
            List<FieldSpec> section = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("[")) {
                    section = new ArrayList<>();
                    begin(line, section, fields, references);
                } else if (!line.isEmpty()) {
                    section.add(new FieldSpec(gvk(line), word(line), line.contains(" create")));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new FieldConfig(fields, references).sorted();
    }

    private static void begin(
            String line,
            List<FieldSpec> section,
            Map<FieldConfig.Use, List<FieldSpec>> fields,
            List<NameReference> references) {
        if (line.startsWith(REFERENCES)) {
            references.add(new NameReference(gvk(line), section));
        } else {
            String name = line.substring(1, line.length() - 1);
            fields.put(FieldConfig.Use.of(name).orElseThrow(), section);
        }
    }

    private static String word(String line) {
        int end = line.indexOf(' ');
        return end < 0 ? line : line.substring(0, end);
    }

    private static Gvk gvk(String line) {
        return new Gvk(part(line, " group="), part(line, " version="), part(line, " kind="));
    }

    private static String part(String line, String key) {
        int at = line.indexOf(key);
        if (at < 0) {
            return "";
        }
        int end = line.indexOf(' ', at + 1);
        return line.substring(at + key.length(), end < 0 ? line.length() : end);
    }
}
