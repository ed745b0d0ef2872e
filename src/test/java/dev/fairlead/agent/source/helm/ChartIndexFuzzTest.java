package dev.fairlead.agent.source.helm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fairlead.agent.source.SourceException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Reads whatever comes as a Helm repository's index. As a plain test this tries the inputs that were found so far; with
 * {@code JAZZER_FUZZ=1} new ones are looked for.
 */
class ChartIndexFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void anIndex(byte[] input) {
        check(input);
    }

    private static void check(byte[] input) {
        try {
            List<ChartIndex.Entry> entries = ChartIndex.read(input, "web", "fuzz");
            assertThat(entries).allSatisfy(entry -> {
                assertThat(entry.version()).isNotEmpty();
                assertThat(entry.urls()).isNotEmpty();
            });
        } catch (SourceException refused) {
            assertThat(refused.kind()).isEqualTo(SourceException.Kind.MALFORMED);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "[]",
                "entries",
                "a: b",
                "{",
                "entries: {web: [",
                "%YAML 9.9\n---\n",
                "\0",
                "*a",
                "&a [*a]",
                "--- a\n--- b\n",
                "entries: {web: [{version: 1, urls: [a]}",
                "? [a]\n: b\n"
            })
    void whatIsNoIndexIsRefused(String text) {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> ChartIndex.read(text.getBytes(UTF_8), "web", "x")))
                .as(text)
                .isInstanceOf(SourceException.class);
    }

    @Test
    void onlyTheWantedChartIsRead() {
        String index = """
                apiVersion: v1
                entries:
                  other:
                  - version: 9.9.9
                    urls: [other.tgz]
                    maintainers: &m [{name: x}]
                    again: *m
                  web:
                  - name: web
                    version: 1.2.0
                    digest: abc
                    urls:
                    - web-1.2.0.tgz
                    - https://mirror.example.com/web-1.2.0.tgz
                    dependencies: [{name: db, version: 1}]
                  - version: 1.1.0
                  - version: 1.0.0
                    urls: [web-1.0.0.tgz]
                generated: "2026-01-01"
                """;
        assertThat(ChartIndex.read(index.getBytes(UTF_8), "web", "x"))
                .extracting(ChartIndex.Entry::version)
                .containsExactly("1.2.0", "1.0.0");
        assertThat(ChartIndex.read(index.getBytes(UTF_8), "none", "x")).isEmpty();
        assertThat(ChartIndex.read("entries: {}".getBytes(UTF_8), "web", "x")).isEmpty();
        assertThat(ChartIndex.read("entries:\n".getBytes(UTF_8), "web", "x")).isEmpty();
    }
}
