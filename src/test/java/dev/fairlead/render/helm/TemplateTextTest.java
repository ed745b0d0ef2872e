package dev.fairlead.render.helm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is a call in a Go template, and what only looks like one. */
class TemplateTextTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '¦',
            value = {
                "a {{ lookup 1 }} b           ¦ a {{ X 1 }} b",
                "{{lookup 1}}                 ¦ {{X 1}}",
                "{{- (lookup 1).items -}}     ¦ {{- (X 1).items -}}",
                "{{ a | lookup 1 | b }}       ¦ {{ a | X 1 | b }}",
                "{{ .lookup }}                ¦ {{ .lookup }}",
                "{{ .Values.lookup.x }}       ¦ {{ .Values.lookup.x }}",
                "{{ $lookup }}                ¦ {{ $lookup }}",
                "{{ lookups 1 }}              ¦ {{ lookups 1 }}",
                "{{ my_lookup 1 }}            ¦ {{ my_lookup 1 }}",
                "{{ \"lookup\" }}             ¦ {{ \"lookup\" }}",
                "{{ \"a\\\"lookup\" }}        ¦ {{ \"a\\\"lookup\" }}",
                "{{ `lookup` }}               ¦ {{ `lookup` }}",
                "{{/* lookup 1 */}}           ¦ {{/* lookup 1 */}}",
                "{{ \"}}\" | lookup 1 }}      ¦ {{ \"}}\" | X 1 }}",
                "lookup 1                     ¦ lookup 1",
                "{{ a }} lookup {{ b }}       ¦ {{ a }} lookup {{ b }}",
                "{{ lookup 1                  ¦ {{ X 1",
                "{{ \"open                    ¦ {{ \"open",
            })
    void onlyCallsAreReplaced(String text, String wanted) {
        assertThat(new TemplateText(text).replaced("lookup", "X")).isEqualTo(wanted);
    }

    @Test
    void callsTellTheirLines() {
        assertThat(new TemplateText("a\n{{ x\n  now }}\n{{ now }}").calls(java.util.Set.of("now")))
                .extracting(TemplateText.Call::line)
                .containsExactly(3, 4);
    }
}
