package dev.fairlead.manifest.locate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.FairleadException;
import dev.fairlead.manifest.find.Finds;
import dev.fairlead.manifest.yaml.Scalar;
import dev.fairlead.manifest.yaml.YamlFile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldPathTest {
    private static final String FILE = """
            spec:
              image: one
              steps:
              - image: two
              - image: three
              - image: [four]
              by.dots:
                image: five
              parts:
                a: {image: six}
                b: {image: seven}
              shared: &shared {image: eight}
              lent:
                <<: *shared
            """;

    @ParameterizedTest
    @CsvSource({
        "spec.image,                  one",
        "spec.steps[*].image,         two three",
        "spec.steps[*].image[*],      four",
        "'spec[\"by.dots\"].image',  five",
        "spec.parts.*.image,          six seven",
        "spec.lent.image,             eight",
        "spec.steps.image,            ''",
        "spec.image[*],               ''",
        "nothing.here,                ''"
    })
    void leadsTo(String path, String values) {
        List<String> met = new ArrayList<>();
        YamlFile file = YamlFile.parse("a.yaml", FILE.getBytes(UTF_8));
        FieldPath.parse(path).follow(new Finds(), file.documents().get(0).root(), node -> {
            if (node instanceof Scalar scalar) {
                met.add(scalar.value());
            }
        });
        assertThat(String.join(" ", met)).isEqualTo(values);
    }

    @ParameterizedTest
    @CsvSource({
        "spec.image,                 image",
        "spec.steps[*],              steps",
        "spec.parts.*,               ''",
        "'spec[\"a.b\"]',           a.b",
        "'[*]',                      ''"
    })
    void saysTheWordWithoutWhichItLeadsNowhere(String path, String word) {
        assertThat(FieldPath.parse(path).word()).isEqualTo(word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a..b", "a.", "a[0]", "a[b]", "a[*", "a]", "a[\"b]", "a\"b"})
    void whatIsNoPathSaysWhereItStops(String path) {
        assertThatThrownBy(() -> FieldPath.parse(path))
                .isInstanceOf(FairleadException.class)
                .hasMessageContaining("cannot be read from character")
                .hasMessageContaining("spec.steps[*].image");
    }
}
