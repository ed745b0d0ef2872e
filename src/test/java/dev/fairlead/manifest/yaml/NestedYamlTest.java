package dev.fairlead.manifest.yaml;

import static dev.fairlead.manifest.yaml.Yaml.at;
import static dev.fairlead.manifest.yaml.Yaml.file;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** YAML inside of a scalar, such as {@code helm.values} of an Argo CD Application. */
class NestedYamlTest {
    private static final String APPLICATION = """
            spec:
              source:
                helm:
                  values: |  # chart
                    # the image
                    image:
                      repository: "ghcr.io/a/b"
                      tag: 1.10   # {"$imagepolicy": "ns:b:tag"}

                    list: [{tag: 'x'}, y]
                  version: 3
            """;

    private static String edited(String text, String outer, String inner, String value) {
        YamlFile file = file(text);
        Scalar scalar = at(file.nested(at(file, outer)), inner);
        Edited edited = file.splice(List.of(Splice.whole(scalar, value)));
        assertThat(edited.refusals()).isEmpty();
        assertThat(edited.applied()).extracting(Edit::target).containsExactly(scalar);
        return new String(edited.bytes(), UTF_8);
    }

    @Test
    void isEditedInPlace() {
        String outer = "spec.source.helm.values";
        assertThat(edited(APPLICATION, outer, "image.tag", "1.20")).isEqualTo(APPLICATION.replace("1.10", "\"1.20\""));
        assertThat(edited(APPLICATION, outer, "list[0].tag", "it's")).isEqualTo(APPLICATION.replace("'x'", "'it''s'"));
    }

    @Test
    void tellsPlacesOfTheWholeFile() {
        YamlFile file = file(APPLICATION);
        YamlFile inner = file.nested(at(file, "spec.source.helm.values"));
        Scalar tag = at(inner, "image.tag");
        assertThat(tag.place()).isEqualTo("a.yaml:8:16");
        assertThat(tag.comment()).hasValue(new Comment("{\"$imagepolicy\": \"ns:b:tag\"}", 8, 23, 4));
        assertThat(inner.container()).hasValue(at(file, "spec.source.helm.values"));
        assertThat(inner.name()).isEqualTo("a.yaml");
    }

    @Test
    void isEditedTogetherWithTheFileAroundIt() {
        YamlFile file = file(APPLICATION);
        YamlFile inner = file.nested(at(file, "spec.source.helm.values"));
        Edited edited = file.splice(List.of(
                Splice.whole(at(file, "spec.source.helm.version"), "v4"),
                Splice.whole(at(inner, "image.tag"), "v2"),
                Splice.whole(at(inner, "list[1]"), "z")));
        assertThat(edited.applied()).hasSize(3);
        assertThat(new String(edited.bytes(), UTF_8))
                .isEqualTo(APPLICATION
                        .replace("1.10", "v2")
                        .replace(", y]", ", z]")
                        .replace("version: 3", "version: v4"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "|\r\n  tag: v1\r\n  x: 1\r\n",
                "|+\n\n  tag: v1\n\n\n",
                "|2-\n  tag: v1\n",
                "|\n      tag: v1",
                "|\n  é: 🚢\n  tag: v1\n"
            })
    void mayBeWrittenInAnyLiteralBlock(String block) {
        assertThat(edited("values: " + block, "values", "tag", "v22"))
                .isEqualTo("values: " + block.replace("v1", "v22"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"tag: v1\\nx: 1\"", "'tag: v1'", "\"{\\\"tag\\\": \\\"v1\\\"}\""})
    void mayBeWrittenInQuotes(String quoted) {
        assertThat(edited("values: " + quoted + "\n", "values", "tag", "v2"))
                .isEqualTo("values: " + quoted.replace("v1", "v2") + "\n");
    }

    @Test
    void mayBeNestedAgain() {
        String text = "a: |\n  b: |\n    tag: v1\n  c: d\n";
        YamlFile file = file(text);
        YamlFile middle = file.nested(at(file, "a"));
        Scalar tag = at(middle.nested(at(middle, "b")), "tag");
        assertThat(tag.place()).isEqualTo("a.yaml:3:10");
        Edited edited = file.splice(List.of(Splice.whole(tag, "v2")));
        assertThat(new String(edited.bytes(), UTF_8)).isEqualTo(text.replace("v1", "v2"));
    }

    @Test
    void ofAFoldedBlockIsRefused() {
        YamlFile file = file("values: >\n  tag: v1\n");
        assertThatThrownBy(() -> file.nested(at(file, "values")))
                .isInstanceOf(UnreadableException.class)
                .hasMessage(
                        "a.yaml:1:9: the YAML inside this scalar cannot be edited: it is folded, or on several lines; write it as a literal block (|)");
    }

    @Test
    void thatIsNotValidNamesTheScalar() {
        YamlFile file = file("x: 1\nvalues: |\n  a: [\n");
        assertThatThrownBy(() -> file.nested(at(file, "values")))
                .isInstanceOf(UnreadableException.class)
                .hasMessageStartingWith("a.yaml:2:9");
    }

    @Test
    void isNotEditedWhereTheBlockAroundItIsShared() {
        YamlFile file = file("a: &v |\n  tag: v1\nb: *v\n");
        YamlFile inner = file.nested(at(file, "a"));
        assertThat(at(inner, "tag").refusal().orElseThrow().cause()).contains("*v in line 3");
        assertThat(file.splice(List.of(Splice.whole(at(inner, "tag"), "v2"))).applied())
                .isEmpty();
        assertThat(file.splice(List.of(Splice.whole(at(inner, "tag"), "v2").everywhere()))
                        .applied())
                .hasSize(1);
    }

    @Test
    void isNotEditedWhereItIsATemplate() {
        YamlFile file = file("a: |\n  {{- if .x }}\n  tag: v1\n");
        assertThat(file.scalars().get(1).partRefusal().orElseThrow().cause()).contains("touches a template");
    }

    @Test
    void nothingIsAddedToIt() {
        YamlFile file = file("a: |\n  images:\n  - x\n");
        YamlFile inner = file.nested(at(file, "a"));
        Sequence images = inner.documents()
                .get(0)
                .mapping()
                .orElseThrow()
                .sequence("images")
                .orElseThrow();
        assertThat(file.edit(List.of(Addition.item(images, Content.text("y")))).refusals())
                .hasSize(1);
    }

    @Test
    void aScalarOfAnotherFileIsAMistake() {
        Scalar other = at(file("a: b\n"), "a");
        assertThatThrownBy(() -> file("a: b\n").splice(List.of(Splice.whole(other, "c"))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
