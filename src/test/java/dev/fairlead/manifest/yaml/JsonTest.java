package dev.fairlead.manifest.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    private static YamlFile json(String text) {
        return YamlFile.parse("values.JSON", text.getBytes(UTF_8));
    }

    private static String replaced(String text, String path, String value) {
        YamlFile file = json(text);
        Edited edited = file.splice(List.of(Splice.whole(Yaml.at(file, path), value)));
        assertThat(edited.refusals()).isEmpty();
        return new String(edited.bytes(), UTF_8);
    }

    @Test
    void aValueIsReplacedAndTheFormStays() {
        String text = "\uFEFF{\r\n\t\"image\":\"a:1\" ,\r\n\t\"x\" : [ 1.10, true, {\"tag\":\"\\u0031\"} ]\r\n}";
        assertThat(replaced(text, "image", "a:2")).isEqualTo(text.replace("a:1", "a:2"));
        assertThat(replaced(text, "x[2].tag", "2")).isEqualTo(text.replace("\\u0031", "2"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"1.10, 1.20", "true, on", "null, v1", "\"x\", ''", "\"x\", it's"})
    void whatIsWrittenIsAlwaysAString(String before, String value) {
        assertThat(replaced("{\"tag\":" + before + "}", "tag", value)).isEqualTo("{\"tag\":\"" + value + "\"}");
    }

    @Test
    void onlyEscapesOfJsonAreWritten() {
        assertThat(replaced("{\"a\": \"x\"}", "a", "\"\\\n\t\u0001\u0085\u2028🚢/"))
                .isEqualTo("{\"a\": \"\\\"\\\\\\n\\t\\u0001\\u0085\\u2028🚢/\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{a: 1}",
                "{\"a\": 1,}",
                "# c\n{}",
                "{} {}",
                "",
                "{'a': 1}",
                "{\"a\": 01}",
                "a: 1",
                "// c\n{}",
                "[\"\t\"]"
            })
    void whatIsYamlButNotJsonIsUnreadable(String text) {
        assertThatThrownBy(() -> json(text))
                .isInstanceOf(UnreadableException.class)
                .hasMessageStartingWith("values.JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0085", "\u2028"})
    void whatYamlReadsDifferentlyIsUnreadable(String separator) {
        assertThatThrownBy(() -> json("[\"a " + separator + "  b\"]")).isInstanceOf(UnreadableException.class);
    }

    /** SnakeYAML does not know this escape of YAML 1.2. */
    @Test
    void escapedSlashIsUnreadable() {
        assertThatThrownBy(() -> json("[\"a\\/b\"]"))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("escape character /");
    }

    @Test
    void duplicateKeysAreRefused() {
        YamlFile file = json("{\"image\": \"a:1\", \"image\": \"a:2\"}");
        assertThat(file.scalars().get(1).refusal().orElseThrow().cause()).contains("stands more than once");
    }

    @Test
    void nothingIsAdded() {
        YamlFile file = json("{\"images\": [\"a\"]}");
        Sequence images = file.documents()
                .get(0)
                .mapping()
                .orElseThrow()
                .sequence("images")
                .orElseThrow();
        Edited edited = file.edit(List.of(Addition.item(images, Content.text("b"))));
        assertThat(edited.refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.problem().cause()).contains("brackets"));
    }
}
