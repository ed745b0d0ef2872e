package dev.fairlead.render.kustomize.schema;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The kinds of Kubernetes 1.21.2, whose OpenAPI document kustomize carries. A line {@code =NAME TYPE…} begins a definition; below it stand its fields
 * that lead to a merged list, {@code field TYPE}, the merged lists themselves, {@code field [TYPE keys}, and behind a dot the other fields that are
 * objects. All else is of no interest to a merge.
 */
final class BuiltIn {
    static final String VERSION = "v1.21.2";

    private static final Map<String, String> SHORT =
            Map.of("~", "io.k8s.api.", "^", "io.k8s.apimachinery.pkg.apis.meta.v1.");

    private BuiltIn() {}

    static Definitions definitions() {
        return Holder.DEFINITIONS;
    }

    private static final class Holder {
        private static final Definitions DEFINITIONS = load();
    }

    private static Definitions load() {
        Definitions definitions = new Definitions();
        try (InputStream in = BuiltIn.class.getResourceAsStream("kubernetes-1.21.2.txt");
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
            Map<String, Schema> fields = Map.of();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                List<String> words = Arrays.asList(line.split(" "));
                if (line.startsWith("=")) {
                    fields = new LinkedHashMap<>();
                    Schema schema = Schema.fields(fields);
                    definitions.define(full(words.get(0).substring(1)), schema);
                    words.stream().skip(1).forEach(type -> definitions.kind(type, schema));
                } else {
                    field(fields, words);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return definitions;
    }

    private static void field(Map<String, Schema> fields, List<String> words) {
        String name = words.get(0);
        if (name.equals(".")) {
            words.stream().skip(1).forEach(other -> fields.put(other, Schema.EMPTY));
            return;
        }
        String type = words.get(1);
        if (!type.startsWith("[")) {
            fields.put(name, Schema.reference(full(type)));
            return;
        }
        List<String> keys =
                words.get(2).equals("-") ? List.of() : List.of(words.get(2).split(","));
        Schema items = type.length() > 1 ? Schema.reference(full(type.substring(1))) : null;
        fields.put(name, Schema.mergedList(items, keys));
    }

    private static String full(String name) {
        String prefix = SHORT.get(name.substring(0, 1));
        return prefix == null ? name : prefix + name.substring(1);
    }
}
