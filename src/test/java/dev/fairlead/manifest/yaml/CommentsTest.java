package dev.fairlead.manifest.yaml;

import static dev.fairlead.manifest.yaml.Yaml.at;
import static dev.fairlead.manifest.yaml.Yaml.file;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommentsTest {
    private static final String MARKER = "{\"$imagepolicy\": \"ns:name:tag\"}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image: a:1 # %s\n",
                "image: a:1 #%s\r\nx: y\n",
                "image: 'a # b' # %s",
                "image: \"a # b\"   #   %s  \n",
                "image: a#b # %s\n",
                "image: &x a:1 # %s\n",
                "image:\n  a:1 # %s\n",
                "image: # %s\n",
                "image: | # %s\n  # text\n",
                "image: |- # %s\n  a:1 # text\n",
                "{image: a:1} # %s\n",
                "{x: '# no', image: a:1, y: '# no', z: no#} # %s\n",
                "image: é🚢 # %s\n",
            })
    void atTheEndOfTheLineIsTheValues(String text) {
        assertThat(at(file(text.formatted(MARKER)), "image").comment())
                .map(Comment::text)
                .hasValue(MARKER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image: a:1\n# c\n",
                "image: 'a # b'\n",
                "image: a#b\n",
                "image: |\n  # text\n",
                "{image: 'a',\n # c\n y: 1}\n",
                "image: \"x\n  # y\"\n"
            })
    void elsewhereIsNot(String text) {
        assertThat(at(file(text), "image").comment()).isEmpty();
    }

    @Test
    void tellsItsPlace() {
        assertThat(at(file("x: y\nimage: é # c\n"), "image").comment()).hasValue(new Comment("c", 2, 10, 2));
    }

    @Test
    void onTheKeysLineIsKnownWhereTheValueFollowsBelow() {
        Scalar image = at(file("image: # key's\n  # own line\n  a:1 # value's\n"), "image");
        assertThat(image.keyComment()).map(Comment::text).hasValue("key's");
        assertThat(image.comment()).map(Comment::text).hasValue("value's");
        assertThat(at(file("image: a:1 # c\n"), "image").keyComment()).isEmpty();
    }

    @Test
    void directlyAboveAreKnown() {
        String text = "# far\n\n# one\n  # two\nimage: a:1\ny: |\n  # in the block\nz: 1\n";
        assertThat(at(file(text), "image").commentsAbove())
                .extracting(Comment::text)
                .containsExactly("one", "two");
        assertThat(at(file(text), "image").commentsAbove())
                .extracting(Comment::line)
                .containsExactly(3, 4);
        assertThat(at(file(text), "z").commentsAbove()).isEmpty();
        assertThat(at(file(text), "y").commentsAbove()).isEmpty();
        assertThat(at(file("# c\r\n- a\r\n"), "[0]").commentsAbove()).hasSize(1);
    }

    @Test
    void ofALineWithSeveralValuesSaysWhoIsLast() {
        YamlFile file = file("- {image: a:1, tag: 'x'} # c\n");
        assertThat(at(file, "[0].image").isLastOnLine()).isFalse();
        assertThat(at(file, "[0].tag").isLastOnLine()).isTrue();
        assertThat(at(file("image: a:1\ntag: x\n"), "image").isLastOnLine()).isTrue();
    }

    @Test
    void eachValueOfALongFlowHasItsOwn() {
        YamlFile file = file("a: [\n  x:1, # first\n  x:2 # second\n]\n");
        List<String> comments = file.scalars().stream()
                .flatMap(s -> s.comment().stream())
                .map(Comment::text)
                .toList();
        assertThat(comments).containsExactly("first", "second");
    }
}
