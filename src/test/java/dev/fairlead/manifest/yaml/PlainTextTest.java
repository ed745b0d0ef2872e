package dev.fairlead.manifest.yaml;

import static dev.fairlead.manifest.yaml.Yaml.replaced;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** A tag that some reader would take for a number, a date or a truth value is written in quotes. */
class PlainTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.10",
                "1.0",
                "1",
                "0",
                "-1",
                "+1",
                "12345678",
                "1e3",
                "1E+3",
                "1.5e-7",
                "72044e0",
                "1.234e6",
                "1234567",
                "0362525",
                "007",
                "08",
                "0x1f",
                "0XAB",
                "0o17",
                "0b101",
                "1_000",
                "1_0.5",
                "0x_f",
                ".5",
                "5.",
                "+.5",
                "1:30",
                "190:20:30",
                "190:20:30.15",
                "-1:30",
                ".inf",
                "-.INF",
                ".nan",
                ".NaN",
                "on",
                "On",
                "OFF",
                "yes",
                "No",
                "y",
                "N",
                "true",
                "FALSE",
                "null",
                "Null",
                "~",
                "",
                "<<",
                "=",
                "2024-01-02",
                "2024-1-2",
                "2024-01-02T10:11:12Z",
                "2024-01-02 10:11:12",
                "20240102030405",
                "1,000",
                "9999999999999999999999999"
            })
    void isQuoted(String value) {
        assertThat(PlainText.isString(value)).isFalse();
        assertThat(replaced("tag: v1 # c\n", "tag", value)).isEqualTo("tag: \"" + value + "\" # c\n");
        assertThat(replaced("tag: 1.10\n", "tag", value)).isEqualTo("tag: \"" + value + "\"\n");
        assertThat(replaced("tag: 'v1'\n", "tag", value)).isEqualTo("tag: '" + value + "'\n");
        assertThat(replaced("{tag: v1, x: y}\n", "tag", value)).isEqualTo("{tag: \"" + value + "\", x: y}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v1",
                "1.2.3",
                "1.10-alpine",
                "1.25.0",
                "72044e0a",
                "e3",
                "1e",
                "1e3.5",
                "0x",
                "0xg",
                "1.2.3.4",
                "v1_000",
                "latest",
                "nginx:1.25",
                "none",
                "yess",
                "nul",
                "1:2:x",
                "2024-01",
                "2024.01.02",
                "2024-01-02-3",
                "prod-0362525-20240102030405",
                "1-2",
                "1.10+build",
                "inf",
                "nan",
                "a=",
                "10.0.0.0/8",
                "sha256:0123",
                "1.x",
                "0.1.0-rc.1",
                "1h30m"
            })
    void staysPlain(String value) {
        assertThat(replaced("tag: v1 # c\n", "tag", value)).isEqualTo("tag: " + value + " # c\n");
        assertThat(replaced("tag: 1.10\n", "tag", value)).isEqualTo("tag: " + value + "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: b", "a #b", "a:", " a", "a ", "-a", "- a", "?a", ":a", ",a", "[a", "{a", "#a", "&a", "*a", "!a",
                "|a", ">a", "'a", "%a", "@a", "`a", "---", "--- a", "...", "a\tb"
            })
    void isQuotedForItsSyntax(String value) {
        String escaped = value.replace("\t", "\\t");
        assertThat(replaced("tag: v1 # c\n", "tag", value)).isEqualTo("tag: \"" + escaped + "\" # c\n");
        assertThat(replaced("v1\n", "", value)).isEqualTo("\"" + escaped + "\"\n");
    }

    @Test
    void aTagThatMakesItAStringNeedsNoQuotes() {
        assertThat(replaced("tag: !!str 1.10\n", "tag", "1.20")).isEqualTo("tag: !!str 1.20\n");
    }

    @Test
    void aNumberThatStaysIsMadeTheStringThatWasMeant() {
        assertThat(replaced("tag: 1.10\n", "tag", "1.10")).isEqualTo("tag: \"1.10\"\n");
        assertThat(replaced("tag: v1\n", "tag", "v1")).isEqualTo("tag: v1\n");
    }

    /** Every short value that SnakeYAML retypes is known; the other way round, other readers know more. */
    @Test
    void knowsMoreThanYaml11DoesOfAllShortValues() {
        String alphabet = "01.:-+_exonN~";
        int size = alphabet.length();
        for (int number = 0; number < size * size * size * size; number++) {
            StringBuilder value = new StringBuilder();
            for (int rest = number; rest > 0; rest /= size) {
                value.append(alphabet.charAt(rest % size));
            }
            String text = value.toString();
            if (PlainText.isString(text) && PlainText.canStand(text, false)) {
                assertThat((Object) new Yaml().load(text)).as("'%s'", text).isEqualTo(text);
            }
        }
    }
}
