package dev.fairlead.manifest.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.Problem;
import dev.fairlead.manifest.yaml.Edited.Refusal;
import java.util.Arrays;
import java.util.List;

/** Short ways for tests to read and edit a text. */
final class Yaml {
    private Yaml() {}

    static YamlFile file(String text) {
        return YamlFile.parse("a.yaml", text.getBytes(UTF_8));
    }

    /** The only scalar that is at that path in any document and is no key. */
    static Scalar at(YamlFile file, String path) {
        List<Scalar> found = file.scalars().stream()
                .filter(scalar -> !scalar.isKey() && scalar.path().equals(path))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " scalars at " + path + " in "
                    + file.scalars().stream().map(Scalar::path).toList());
        }
        return found.get(0);
    }

    /** The text after the values at some paths were replaced; every edit must be made. */
    static String replaced(String text, String... pathsAndValues) {
        Edited edited = tried(text, pathsAndValues);
        if (!edited.refusals().isEmpty()) {
            throw new AssertionError(edited.refusals());
        }
        return new String(edited.bytes(), UTF_8);
    }

    /** Why the only edit was not made; the bytes must then be the old ones. */
    static Problem refusal(String text, String path, String value) {
        Edited edited = tried(text, path, value);
        if (!Arrays.equals(edited.bytes(), text.getBytes(UTF_8))
                || edited.refusals().size() != 1) {
            throw new AssertionError("no refusal, but " + new String(edited.bytes(), UTF_8));
        }
        return edited.refusals().stream().map(Refusal::problem).findFirst().orElseThrow();
    }

    private static Edited tried(String text, String... pathsAndValues) {
        YamlFile file = file(text);
        Splice[] splices = new Splice[pathsAndValues.length / 2];
        for (int i = 0; i < splices.length; i++) {
            splices[i] = Splice.whole(at(file, pathsAndValues[2 * i]), pathsAndValues[2 * i + 1]);
        }
        return file.splice(List.of(splices));
    }
}
