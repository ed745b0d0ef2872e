package dev.fairlead.manifest.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.manifest.yaml.Edited.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

class YamlFileTest {
    @Test
    void aSpliceChangesTheValueAndNothingElse() {
        String before =
                "# front\r\nspec:\r\n    image:   'nginx:1.25'   # {\"$imagepolicy\": \"a:b\"}\r\n\r\n    tag: 1.10";
        YamlFile file = YamlFile.parse("a.yaml", before.getBytes(UTF_8));
        Mapping spec =
                file.documents().get(0).mapping().orElseThrow().mapping("spec").orElseThrow();
        Scalar image = spec.scalar("image").orElseThrow();
        Scalar tag = spec.scalar("tag").orElseThrow();
        Edited edited = file.splice(List.of(Splice.part(image, 6, 10, "1.26"), Splice.whole(tag, "1.20")));
        assertThat(edited.refusals()).extracting(Refusal::problem).isEmpty();
        assertThat(new String(edited.bytes(), UTF_8))
                .isEqualTo(before.replace("1.25", "1.26").replace("1.10", "\"1.20\""));
        assertThat(image.path()).isEqualTo("spec.image");
        assertThat(image.comment()).hasValue(new Comment("{\"$imagepolicy\": \"a:b\"}", 3, 29, 3));
        assertThat(image.place()).isEqualTo("a.yaml:3:14");
    }

    @Test
    void yamlInsideOfALiteralBlockIsEditedInPlace() {
        String before = "spec:\n  values: |\n    image:\n      tag: 1.0 # here\n\n    x: y\n  z: 1\n";
        YamlFile file = YamlFile.parse("a.yaml", before.getBytes(UTF_8));
        Scalar values = file.documents()
                .get(0)
                .mapping()
                .orElseThrow()
                .mapping("spec")
                .orElseThrow()
                .scalar("values")
                .orElseThrow();
        YamlFile inner = file.nested(values);
        Scalar tag = inner.documents()
                .get(0)
                .mapping()
                .orElseThrow()
                .mapping("image")
                .orElseThrow()
                .scalar("tag")
                .orElseThrow();
        assertThat(tag.place()).isEqualTo("a.yaml:4:12");
        Edited edited = file.splice(List.of(Splice.whole(tag, "1.1.1")));
        assertThat(edited.refusals()).isEmpty();
        assertThat(new String(edited.bytes(), UTF_8)).isEqualTo(before.replace("1.0", "1.1.1"));
    }

    @Test
    void anEntryIsAddedBelowTheLast() {
        String before = "resources:\n  - a.yaml\nimages:\n  - name: a\n    newTag: '1'\n# end\n";
        YamlFile file = YamlFile.parse("kustomization.yaml", before.getBytes(UTF_8));
        Sequence images = file.documents()
                .get(0)
                .mapping()
                .orElseThrow()
                .sequence("images")
                .orElseThrow();
        Content entry = Content.fields(Content.field("name", "b"), Content.field("newTag", "1.10"));
        Edited edited = file.edit(List.of(Addition.item(images, entry)));
        assertThat(edited.refusals()).isEmpty();
        assertThat(new String(edited.bytes(), UTF_8))
                .isEqualTo(before.replace("# end", "  - name: b\n    newTag: \"1.10\"\n# end"));
    }
}
