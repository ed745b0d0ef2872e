package dev.fairlead.render.kustomize.generate;

import dev.fairlead.render.RenderException;
import dev.fairlead.render.kustomize.spec.GeneratorArgs;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the entries of a config map or secret from files of variables, literals and files. */
final class KeyValues {
    /** Go's scanner stops at a longer line. */
    private static final int LONGEST_LINE = 64 * 1024;

    private final Loader loader;
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    private KeyValues(Loader loader) {
        this.loader = loader;
    }

    static Map<String, byte[]> of(GeneratorArgs args, Loader loader) {
        KeyValues values = new KeyValues(loader);
        args.envs().forEach(values::env);
        args.literals().forEach(values::literal);
        args.files().forEach(values::file);
        return values.entries;
    }

    private void put(String key, byte[] value) {
        if (entries.put(key, value) != null) {
            throw RenderException.of("the key '" + key + "' is there twice", "keep one of the two");
        }
    }

    private void literal(String source) {
        int equals = source.indexOf('=');
        if (equals <= 0) {
            // Not the source itself: it may be a password without a key.
            throw RenderException.of("a literal is no key=value", "write the key, an equals sign and the value");
        }
        put(source.substring(0, equals), unquoted(source.substring(equals + 1)).getBytes(StandardCharsets.UTF_8));
    }

    private static String unquoted(String value) {
        if (value.length() < 2 || value.charAt(0) != value.charAt(value.length() - 1)) {
            return value;
        }
        boolean quoted = value.charAt(0) == '"' || value.charAt(0) == '\'';
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private void file(String source) {
        int equals = source.indexOf('=');
        if (equals < 0) {
            put(source.substring(source.replaceAll("/+$", "").lastIndexOf('/') + 1), loader.bytes(source));
            return;
        }
        if (equals == 0 || equals == source.length() - 1 || source.indexOf('=', equals + 1) >= 0) {
            throw RenderException.of(
                    "'" + source + "' is no file for a generator", "write path, or key=path with one equals sign");
        }
        put(source.substring(0, equals), loader.bytes(source.substring(equals + 1)));
    }

    private void env(String path) {
        byte[] bytes = loader.bytes(path);
        if (!Texts.isUtf8(bytes)) {
            throw RenderException.of(loader.name(path) + " is not UTF-8", "use the file as one of files instead");
        }
        List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            line(i == 0 && lines.get(i).startsWith("\uFEFF") ? lines.get(i).substring(1) : lines.get(i), path);
        }
    }

    private void line(String line, String path) {
        if (line.length() >= LONGEST_LINE) {
            throw RenderException.of(
                    "a line of " + loader.name(path) + " is longer than " + LONGEST_LINE + " characters",
                    "use the value as one of files instead");
        }
        String text = line.stripLeading();
        if (text.isEmpty() || text.startsWith("#")) {
            return;
        }
        int equals = text.indexOf('=');
        String key = equals < 0 ? text : text.substring(0, equals);
        if (!key.isEmpty()) {
            put(key, (equals < 0 ? "" : text.substring(equals + 1)).getBytes(StandardCharsets.UTF_8));
        }
    }
}
