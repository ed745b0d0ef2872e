package dev.fairlead.manifest.yaml;

import static dev.fairlead.manifest.yaml.Yaml.file;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdditionTest {
    private static final Content ENTRY = Content.fields(Content.field("name", "b"), Content.field("newTag", "1.10"));

    private static Edited added(String text, String key, Content content) {
        YamlFile file = file(text);
        Mapping root = file.documents().get(0).mapping().orElseThrow();
        Edit edit = root.sequence(key)
                .<Edit>map(images -> Addition.item(images, content))
                .orElseGet(() -> Addition.entry(root, key, content));
        return file.edit(List.of(edit));
    }

    private static String text(Edited edited) {
        assertThat(edited.refusals()).isEmpty();
        return new String(edited.bytes(), UTF_8);
    }

    @Test
    void ofAnItemFollowsTheIndentationOfTheOthers() {
        assertThat(text(added("images:\n- name: a\n  newTag: x # c\n# end\nz: 1\n", "images", ENTRY)))
                .isEqualTo("images:\n- name: a\n  newTag: x # c\n- name: b\n  newTag: \"1.10\"\n# end\nz: 1\n");
        assertThat(text(added("images:\n    -   name: a\n", "images", ENTRY)))
                .isEqualTo("images:\n    -   name: a\n    -   name: b\n        newTag: \"1.10\"\n");
    }

    @Test
    void ofAnEntryMakesTheSequence() {
        Content images = Content.items(ENTRY);
        assertThat(text(added("kind: Kustomization\nresources:\n- x.yaml\n", "images", images)))
                .isEqualTo("kind: Kustomization\nresources:\n- x.yaml\nimages:\n- name: b\n  newTag: \"1.10\"\n");
        assertThat(text(added("resources:\n  - x.yaml\n---\na: b\n", "images", images)))
                .isEqualTo("resources:\n  - x.yaml\nimages:\n  - name: b\n    newTag: \"1.10\"\n---\na: b\n");
        assertThat(text(added("kind: Kustomization", "images", images)))
                .isEqualTo("kind: Kustomization\nimages:\n- name: b\n  newTag: \"1.10\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void usesTheFilesLineEndsAndLeavesItsLastLineOpen(String newline) {
        String text = String.join(newline, "images:", "- name: a");
        assertThat(text(added(text, "images", ENTRY)))
                .isEqualTo(String.join(newline, "images:", "- name: a", "- name: b", "  newTag: \"1.10\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "images:\n- {name: a}\n",
                "images:\n- a\n- *x\n",
                "images:\n- 'a\n  b'\n",
                "images:\n- |\n  text\n\n",
                "images:\n- >+\n  text\n\n\n",
                "images:\n- - deep\n- name: [\n  x ]\n",
                "images:\n-\n  name: a\n- x:\n    - y: z\n\n",
                "images:\n- a:\n",
            })
    void standsBelowWhateverComesLast(String tail) {
        String text = "x: &x 1\n" + tail;
        String after = text(added(text, "images", ENTRY));
        assertThat(after).startsWith(text.stripTrailing()).contains("- name: b\n  newTag: \"1.10\"\n");
        YamlFile file = file(after);
        assertThat(Yaml.at(
                                file,
                                file.documents()
                                                        .get(0)
                                                        .mapping()
                                                        .orElseThrow()
                                                        .sequence("images")
                                                        .orElseThrow()
                                                        .items()
                                                        .size()
                                                == 2
                                        ? "images[1].name"
                                        : "images[2].name")
                        .value())
                .isEqualTo("b");
    }

    @Test
    void writesWhatNeedsQuotesInQuotes() {
        Content odd = Content.fields(
                Content.field("on", Content.items(Content.text("- a"), Content.fields(Content.field("k: v", "")))));
        assertThat(text(added("a:\n  - b\n", "c", odd)))
                .isEqualTo("a:\n  - b\nc:\n  \"on\":\n    - \"- a\"\n    - \"k: v\": \"\"\n");
    }

    @Test
    void goesTogetherWithSplices() {
        YamlFile file = file("images:\n- name: a\n  newTag: v1\n");
        Sequence images = file.documents()
                .get(0)
                .mapping()
                .orElseThrow()
                .sequence("images")
                .orElseThrow();
        Edited edited =
                file.edit(List.of(Addition.item(images, ENTRY), Splice.whole(Yaml.at(file, "images[0].newTag"), "v2")));
        assertThat(text(edited)).isEqualTo("images:\n- name: a\n  newTag: v2\n- name: b\n  newTag: \"1.10\"\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "images: []\n",
                "images: [a]\n",
                "images:\n- &a b\nx: 1\n",
                "x: &x\n  images: 1\nimages: &i\n- a\ny: *i\n",
                "{images: [a]}\n",
            })
    void isRefusedWhereTheFormIsUnusual(String text) {
        Edited edited = added(text, "images", ENTRY);
        assertThat(edited.bytes()).isEqualTo(text.getBytes(UTF_8));
        Problem problem = edited.refusals().get(0).problem();
        assertThat(problem.place()).startsWith("a.yaml:");
        assertThat(problem.cause()).startsWith("nothing can be added here: ");
        assertThat(problem.remedy()).isNotEmpty();
    }

    @Test
    void isRefusedForAKeyThatIsThere() {
        assertThat(added("a: 1\n", "a", Content.text("2"))
                        .refusals()
                        .get(0)
                        .problem()
                        .cause())
                .contains("an entry \"a\" already");
    }

    @Test
    void twiceInOnePlaceIsRefused() {
        YamlFile file = file("images:\n- a\n");
        Sequence images = file.documents()
                .get(0)
                .mapping()
                .orElseThrow()
                .sequence("images")
                .orElseThrow();
        Edited edited =
                file.edit(List.of(Addition.item(images, Content.text("b")), Addition.item(images, Content.text("c"))));
        assertThat(edited.refusals()).hasSize(1);
        assertThat(new String(edited.bytes(), UTF_8)).isEqualTo("images:\n- a\n- b\n");
    }
}
