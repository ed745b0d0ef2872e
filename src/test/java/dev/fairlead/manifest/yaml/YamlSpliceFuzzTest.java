package dev.fairlead.manifest.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;

/**
 * Edits whatever can be read. An input is a file as it is, but for its first line, which is the new value. As a plain test this tries the inputs
 * that were found so far; with {@code JAZZER_FUZZ=1} new ones are looked for.
 */
class YamlSpliceFuzzTest {
    private static final int MOST_SCALARS = 6;

    @FuzzTest(maxDuration = "45s")
    void aSplice(byte[] input) {
        edit("fuzz.yaml", input);
    }

    @FuzzTest(maxDuration = "45s")
    void aSpliceInJson(byte[] input) {
        edit("fuzz.json", input);
    }

    private static void edit(String name, byte[] input) {
        int newline = 0;
        while (newline < input.length && input[newline] != '\n') {
            newline++;
        }
        String value = new String(input, 0, newline, UTF_8);
        byte[] content = Arrays.copyOfRange(input, Math.min(newline + 1, input.length), input.length);
        YamlFile file;
        try {
            file = YamlFile.parse(name, content);
        } catch (UnreadableException e) {
            assertThat(e.problem().place()).startsWith(name);
            return;
        }
        file.scalars().stream()
                .filter(scalar -> !scalar.isKey())
                .limit(MOST_SCALARS)
                .forEach(scalar -> {
                    scalar.comment();
                    scalar.commentsAbove();
                    check(file, content, Splice.whole(scalar, value));
                    int half = scalar.value().length() / 2;
                    check(
                            file,
                            content,
                            Splice.part(scalar, half, scalar.value().length(), value)
                                    .everywhere());
                });
        add(file, value);
    }

    private static void check(YamlFile file, byte[] content, Splice splice) {
        Edited edited = file.splice(List.of(splice));
        byte[] after = edited.bytes();
        if (edited.applied().isEmpty()) {
            assertThat(after).isEqualTo(content);
            assertThat(edited.refusals()).hasSize(1);
            return;
        }
        int end = content.length - splice.target().endByte();
        assertThat(Arrays.copyOf(after, splice.target().startByte()))
                .isEqualTo(Arrays.copyOf(content, splice.target().startByte()));
        assertThat(Arrays.copyOfRange(after, after.length - end, after.length))
                .isEqualTo(Arrays.copyOfRange(content, content.length - end, content.length));
        if (isReadBySnakeYaml(content)) {
            List<Integer> ordinal = List.of(splice.target().ordinal());
            Reading reading = Reading.of(after);
            assertThat(reading.without(ordinal)).isEqualTo(Reading.of(content).without(ordinal));
            assertThat(reading.value(ordinal.get(0)))
                    .isEqualTo(splice.target().value().substring(0, splice.from())
                            + splice.text()
                            + splice.target().value().substring(splice.to()));
        }
    }

    /** It reads no tab where one may separate, and has limits of its own. */
    private static boolean isReadBySnakeYaml(byte[] content) {
        try {
            Reading.of(content);
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static void add(YamlFile file, String value) {
        for (Document document : file.documents()) {
            if (document.root() instanceof Mapping mapping) {
                Edited edited =
                        file.edit(List.of(Addition.entry(mapping, "added", Content.items(Content.text(value)))));
                assertThat(edited.applied().size() + edited.refusals().size()).isEqualTo(1);
            }
        }
    }
}
