package dev.fairlead.manifest.yaml;

import static dev.fairlead.manifest.yaml.Yaml.at;
import static dev.fairlead.manifest.yaml.Yaml.file;
import static dev.fairlead.manifest.yaml.Yaml.refusal;
import static dev.fairlead.manifest.yaml.Yaml.replaced;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes byte-exact edits of YAML hard, one group of tests a pitfall. */
class YamlPitfallsTest {
    private static String raw(String text, Scalar scalar) {
        byte[] bytes = text.getBytes(UTF_8);
        return new String(bytes, scalar.startByte(), scalar.endByte() - scalar.startByte(), UTF_8);
    }

    @Nested
    class Marks {
        @ParameterizedTest
        @ValueSource(strings = {"", "é", "名前", "🚢", "a\u0301🚢é"})
        void countCodePointsAndAreMappedToBytes(String before) {
            String text = "x: '" + before + "'\nimage: nginx:1.25 # " + before + "\nlast: 'y'\n";
            Scalar image = at(file(text), "image");
            assertThat(raw(text, image)).isEqualTo("nginx:1.25");
            assertThat(image.place()).isEqualTo("a.yaml:2:8");
            assertThat(replaced(text, "image", "nginx:1.26", "last", "z"))
                    .isEqualTo(text.replace("1.25", "1.26").replace("'y'", "'z'"));
        }

        @Test
        void countColumnsInCharacters() {
            assertThat(at(file("{\"🚢é\": 'x'}"), "[\"🚢é\"]").column()).isEqualTo(8);
        }

        @Test
        void areRightBehindTheParsersWindow() {
            String text = "# " + "🚢é".repeat(3000) + "\nimage: \"nginx:1.25\"\n";
            assertThat(replaced(text, "image", "nginx:1.26")).isEqualTo(text.replace("1.25", "1.26"));
        }
    }

    @Nested
    class Bom {
        @ParameterizedTest
        @ValueSource(strings = {"image: a:1\n", "image: a:1 # é\n"})
        void staysAndShiftsNothing(String rest) {
            String text = "\uFEFF" + rest;
            Scalar image = at(file(text), "image");
            assertThat(image.startByte()).isEqualTo(3 + 7);
            assertThat(image.place()).isEqualTo("a.yaml:1:8");
            assertThat(replaced(text, "image", "a:2")).isEqualTo(text.replace("a:1", "a:2"));
        }

        @Test
        void ofUtf16IsRefused() {
            assertThatThrownBy(() -> YamlFile.parse("a.yaml", "image: a:1\n".getBytes(UTF_16)))
                    .isInstanceOf(UnreadableException.class)
                    .hasMessageContaining("UTF-16")
                    .hasMessageContaining("store the file as UTF-8");
        }
    }

    @Nested
    class Encoding {
        @Test
        void thatIsNotUtf8IsRefusedAtItsPlace() {
            byte[] latin = "a: 1\nb: caf\u00e9\n".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
            assertThatThrownBy(() -> YamlFile.parse("a.yaml", latin))
                    .isInstanceOf(UnreadableException.class)
                    .hasMessageStartingWith("a.yaml:2:7: the byte 0xE9 at offset 11 is not UTF-8");
        }

        @Test
        void ofHalfASurrogatePairIsRefused() {
            byte[] cesu = {'a', ':', ' ', (byte) 0xED, (byte) 0xA0, (byte) 0xBD};
            assertThatThrownBy(() -> YamlFile.parse("a.yaml", cesu)).isInstanceOf(UnreadableException.class);
        }

        @ParameterizedTest
        @ValueSource(ints = {0x00, 0x07, 0x1B, 0x7F, 0x9F, 0xFFFE})
        void ofControlCharactersIsRefusedAtItsPlace(int character) {
            String text = "a: 1\r\nb: x" + Character.toString(character) + "\n";
            assertThatThrownBy(() -> file(text))
                    .isInstanceOf(UnreadableException.class)
                    .hasMessageStartingWith("a.yaml:2:5: the control character U+%04X".formatted(character));
        }
    }

    @Nested
    class LineEnds {
        @ParameterizedTest
        @ValueSource(strings = {"\n", "\r\n", "\r", "\u0085"})
        void stay(String newline) {
            String text = String.join(newline, "# x", "image: a:1 # c", "", "tag: '1'", "end: |", "  b", "");
            assertThat(replaced(text, "image", "a:22", "tag", "2"))
                    .isEqualTo(text.replace("a:1", "a:22").replace("'1'", "'2'"));
            assertThat(at(file(text), "tag").line()).isEqualTo(4);
        }

        @Test
        void mayBeMixed() {
            String text = "a: 1\r\nimage: x:1\n\rb: 2\r\n";
            assertThat(replaced(text, "image", "x:2")).isEqualTo(text.replace("x:1", "x:2"));
        }

        @Test
        void mayBeMissingAtTheEnd() {
            assertThat(replaced("image: a:1", "image", "a:22")).isEqualTo("image: a:22");
        }
    }

    @Nested
    class Tab {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "image:\tnginx:1\n",
                    "image: \t nginx:1\n",
                    "image: \"nginx:1\"\t# comment\n",
                    "image: 'nginx:1'\t\n",
                    "image: nginx:1\t# comment\n",
                    "x:\t# comment\n  - y\nimage: nginx:1\n",
                    "{\timage:\tnginx:1\t}\n",
                })
        void mayStandBetweenWhatGoReadersTake(String text) {
            assertThat(replaced(text, "image", "nginx:2")).isEqualTo(text.replace("nginx:1", "nginx:2"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"a:\n\timage: x\n", "-\timage: x\n", "- -\tx\n", "?\tx\n: y\n", "a: 1\n\t\nb: 2\n"})
        void isNoIndentation(String text) {
            assertThatThrownBy(() -> file(text))
                    .isInstanceOf(UnreadableException.class)
                    .hasMessageContaining("TAB");
        }

        @Test
        void behindAPlainValueIsNotPutBehindQuotes() {
            assertThat(replaced("tag: v1\t# c\n", "tag", "v2")).isEqualTo("tag: v2\t# c\n");
            assertThat(refusal("tag: v1\t# c\n", "tag", "1.10").cause())
                    .contains("cannot be read")
                    .contains("TAB");
        }

        @Test
        void inTheHundredsIsRefused() {
            assertThatThrownBy(() -> file("a:\t1\n".repeat(200))).isInstanceOf(UnreadableException.class);
        }
    }

    @Nested
    class AnchorsAndTags {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "&a nginx:1",
                    "!!str nginx:1",
                    "!!str &a nginx:1",
                    "&a   !!str nginx:1",
                    "! nginx:1",
                    "!<tag:yaml.org,2002:str> nginx:1"
                })
        void areNotPartOfTheValue(String written) {
            String text = "image: " + written + " # c\n";
            assertThat(raw(text, at(file(text), "image"))).isEqualTo("nginx:1");
            assertThat(replaced(text, "image", "nginx:2")).isEqualTo(text.replace("nginx:1", "nginx:2"));
        }

        @Test
        void mayStandOnALineBeforeTheValue() {
            String text = "image: &a # why\n\n  # more\n  'nginx:1'\n";
            assertThat(at(file(text), "image").place()).isEqualTo("a.yaml:4:3");
            assertThat(replaced(text, "image", "nginx:2")).isEqualTo(text.replace("nginx:1", "nginx:2"));
        }

        @Test
        void aliasedValueIsRefusedUnlessAllPlacesAreMeant() {
            String text = "a: &img nginx:1\nb: *img\nc: *img\n";
            assertThat(refusal(text, "a", "nginx:2").toString())
                    .isEqualTo("a.yaml:1:9: aliases repeat it elsewhere (*img in line 2, *img in line 3); "
                            + "update all of these places together, or write the value out where it differs");
            YamlFile file = file(text);
            Edited edited =
                    file.splice(List.of(Splice.whole(at(file, "a"), "nginx:2").everywhere()));
            assertThat(new String(edited.bytes(), UTF_8)).isEqualTo(text.replace("nginx:1", "nginx:2"));
            assertThat(at(file, "a").sharedBy()).hasSize(2);
        }

        @Test
        void mergedMappingIsRefusedUnlessAllPlacesAreMeant() {
            String text = "base: &base\n  image: a:1\none:\n  <<: *base\n  x: y\ntwo:\n  <<: [*base]\n";
            assertThat(refusal(text, "base.image", "a:2").cause())
                    .contains("*base in line 4")
                    .contains("*base in line 7");
            Mapping one = file(text)
                    .documents()
                    .get(0)
                    .mapping()
                    .orElseThrow()
                    .mapping("one")
                    .orElseThrow();
            assertThat(one.entries().get(0).isMerge()).isTrue();
            assertThat(one.entries().get(1).isMerge()).isFalse();
        }

        @Test
        void anchorWithoutAliasIsNoObstacle() {
            assertThat(replaced("a: &x b:1\n", "a", "b:2")).isEqualTo("a: &x b:2\n");
        }

        @Test
        void aliasMeansTheNearestAnchorAboveAndOfItsDocument() {
            String text = "a: &x one\nb: &x two\nc: *x\n---\nd: &x three\n";
            assertThat(replaced(text, "a", "1st")).isEqualTo(text.replace("one", "1st"));
            assertThat(replaced(text, "d", "3rd")).isEqualTo(text.replace("three", "3rd"));
            assertThat(refusal(text, "b", "2nd").cause()).contains("line 3");
        }

        @Test
        void aliasWithoutAnchorMakesTheFileUnreadable() {
            assertThatThrownBy(() -> file("a: 1\nb: *nobody\n"))
                    .isInstanceOf(UnreadableException.class)
                    .hasMessageStartingWith("a.yaml:2:4: the alias *nobody names no anchor above it");
        }

        @Test
        void nestedAliasesAreNotExpanded() {
            StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
            for (int i = 1; i < 60; i++) {
                bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
            }
            assertThat(replaced(bomb + "image: b:1\n", "image", "b:2")).isEqualTo(bomb + "image: b:2\n");
        }

        @ParameterizedTest
        @ValueSource(strings = {"!!int 5", "!vault x", "!!binary eA=="})
        void tagOfAnotherTypeIsRefused(String value) {
            assertThat(refusal("a: " + value + "\n", "a", "b").cause()).contains("something else than a string");
        }
    }

    @Nested
    class BlocksAndSeveralLines {
        @ParameterizedTest
        @ValueSource(strings = {"|\n  nginx:1\n", ">-\n  nginx:1\n", "|2+\n  nginx:1\n\n"})
        void blockIsRefused(String value) {
            assertThat(refusal("image: " + value + "x: y\n", "image", "nginx:2").toString())
                    .startsWith("a.yaml:1:8: it is a block scalar (")
                    .endsWith("; write the value on the line of its key");
        }

        @ParameterizedTest
        @ValueSource(strings = {"nginx:1\n  more", "'nginx:1\n  more'", "\"nginx:1\\\n  more\""})
        void valueOnSeveralLinesIsRefused(String value) {
            assertThat(refusal("image: " + value + "\nx: y\n", "image", "nginx:2")
                            .cause())
                    .isEqualTo("it spans several lines");
        }
    }

    @Nested
    class EmptyValue {
        @ParameterizedTest
        @CsvSource(
                quoteCharacter = '"',
                value = {
                    "\"tag:\", \"tag: v2\"",
                    "\"tag: \", \"tag: v2 \"",
                    "\"tag:   # c\", \"tag: v2   # c\"",
                    "\"{tag: }\", \"{tag: v2 }\"",
                    "\"{tag:,x: 1}\", \"{tag: v2,x: 1}\"",
                    "\"tag: &a\", \"tag: &a v2\"",
                    "\"tag: !!str\", \"tag: !!str v2\"",
                    "\"tag: ''\", \"tag: 'v2'\"",
                })
        void getsASpace(String before, String after) {
            assertThat(replaced(before, "tag", "v2")).isEqualTo(after);
        }

        @Test
        void ofAnItemGetsASpace() {
            assertThat(replaced("-\n- x\n", "[0]", "v2")).isEqualTo("- v2\n- x\n");
        }

        @Test
        void thatIsNowhereIsRefused() {
            assertThat(refusal("{tag}\n", "tag", "v2").cause()).startsWith("the edit cannot be proved: ");
        }

        @Test
        void mayBeTheNewOne() {
            assertThat(replaced("tag: v1\n", "tag", "")).isEqualTo("tag: \"\"\n");
        }
    }

    @Nested
    class Flow {
        @Test
        void withoutSpaceIsOneKey() {
            YamlFile file = file("{image:foo}\n");
            assertThat(file.scalars()).extracting(Scalar::value).containsExactly("image:foo", "");
            assertThat(file.scalars().get(0).refusal().orElseThrow().cause()).contains("it is a key");
        }

        @ParameterizedTest
        @ValueSource(strings = {"a,b", "a[0]", "a]", "{a}", "x?y"})
        void quotesWhatWouldEndAPlainValue(String value) {
            assertThat(replaced("{image: old, x: [old]}\n", "image", value, "x[0]", value))
                    .isEqualTo("{image: \"%s\", x: [\"%s\"]}\n".formatted(value, value));
            assertThat(replaced("image: old\n", "image", value))
                    .isEqualTo("image: " + quotedUnless(value, "x?y", "a,b", "a[0]", "a]") + "\n");
        }

        private static String quotedUnless(String value, String... plain) {
            return List.of(plain).contains(value) ? value : '"' + value + '"';
        }

        @Test
        void takesTwoEditsOnOneLine() {
            String text = "- {name: app, image: 'a:1', sidecar: \"b:1\"} # c\n";
            assertThat(replaced(text, "[0].image", "a:2", "[0].sidecar", "b:22"))
                    .isEqualTo("- {name: app, image: 'a:2', sidecar: \"b:22\"} # c\n");
        }

        @Test
        void mayStandOnSeveralLines() {
            String text = "a: [\n  {image: x:1}, # c\n  {image: x:1}\n]\n";
            assertThat(replaced(text, "a[1].image", "x:2")).isEqualTo("a: [\n  {image: x:1}, # c\n  {image: x:2}\n]\n");
        }
    }

    @Nested
    class Quotes {
        @ParameterizedTest
        @CsvSource(
                quoteCharacter = '`',
                value = {
                    "'old', it's, 'it''s'",
                    "\"old\", say \"x\", \"say \\\"x\\\"\"",
                    "\"old\", a\\b, \"a\\\\b\"",
                    "'old', v1, 'v1'",
                    "\"old\", v1, \"v1\"",
                    "old, v1, v1",
                })
        void stayAndAreEscapedAnew(String written, String value, String expected) {
            assertThat(replaced("a: " + written + " # c\n", "a", value)).isEqualTo("a: " + expected + " # c\n");
        }

        @Test
        void becomeDoubleOnesWhereOnlyAnEscapeCanSayIt() {
            assertThat(replaced("a: 'x'\nb: x\n", "a", "l1\nl2", "b", "\u0085\uFEFF"))
                    .isEqualTo("a: \"l1\\nl2\"\nb: \"\\u0085\\ufeff\"\n");
        }

        @Test
        void keepTheEscapesOfTheRestWhenAPartIsReplaced() {
            String text = "a: \"\\x6eginx\\u003A1.25\\U00000040sha\"\nb: 'it''s:1'\n";
            YamlFile file = file(text);
            Scalar a = at(file, "a");
            assertThat(a.value()).isEqualTo("nginx:1.25@sha");
            Edited edited = file.splice(List.of(Splice.part(a, 6, 10, "1.26"), Splice.part(at(file, "b"), 5, 6, "2'")));
            assertThat(new String(edited.bytes(), UTF_8))
                    .isEqualTo("a: \"\\x6eginx\\u003A1.26\\U00000040sha\"\nb: 'it''s:2'''\n");
        }

        @Test
        void neverCutASurrogatePair() {
            YamlFile file = file("a: \"x\\U0001F6A2y\"\n");
            Edited edited = file.splice(List.of(Splice.part(at(file, "a"), 2, 3, "z")));
            assertThat(edited.refusals().get(0).problem().cause()).isEqualTo("half a surrogate pair cannot be written");
        }
    }

    @Nested
    class DuplicateKeys {
        @ParameterizedTest
        @ValueSource(strings = {"image: a:1\nx: y\nimage: b:1\n", "{image: a:1, \"image\": b:1}\n"})
        void areRefused(String text) {
            Scalar first = file(text).scalars().get(1);
            assertThat(first.refusal().orElseThrow().cause()).startsWith("the key \"image\" stands more than once");
        }

        @Test
        void aboveTheValueAreRefused() {
            YamlFile file = file("spec: {image: a:1}\nspec: {x: 1}\n");
            Scalar image = file.scalars().stream()
                    .filter(s -> s.value().equals("a:1"))
                    .findFirst()
                    .orElseThrow();
            assertThat(image.refusal().orElseThrow().cause())
                    .isEqualTo(
                            "the key \"spec\" stands more than once in its mapping (lines 1, 2), and readers differ in which one counts");
        }

        @Test
        void mergeKeyMayStandTwice() {
            String text = "x: &x {}\ny: &y {}\nz:\n  <<: *x\n  <<: *y\n  image: a:1\n";
            assertThat(replaced(text, "z.image", "a:2")).isEqualTo(text.replace("a:1", "a:2"));
        }
    }

    @Nested
    class Limits {
        @Test
        void aFileOfFourMillionCharactersIsRead() {
            String text = "x: |\n" + "  0123456789\n".repeat(320_000) + "image: a:1\n";
            assertThat(text.length()).isGreaterThan(4_000_000);
            assertThat(replaced(text, "image", "a:2")).endsWith("image: a:2\n");
        }

        @Test
        void canBeSetAndSayWhy() {
            assertThatThrownBy(() -> YamlFile.parse("a.yaml", "image: a:1\n".getBytes(UTF_8), new YamlLimits(10, 5)))
                    .isInstanceOf(UnreadableException.class)
                    .hasMessage(
                            "a.yaml: it has 11 characters, more than the limit of 10; split the file, or raise the limit");
        }

        @ParameterizedTest
        @ValueSource(strings = {"[", "{a: ", "- "})
        void boundTheDepth(String opening) {
            assertThatThrownBy(() -> file(opening.repeat(100_000)))
                    .isInstanceOf(UnreadableException.class)
                    .hasMessageContaining("more than 512 levels");
        }

        @Test
        void veryLongKeyIsRefused() {
            assertThatThrownBy(() -> file("k".repeat(2000) + ": 1\n")).isInstanceOf(UnreadableException.class);
        }
    }

    @Nested
    class HelmTemplates {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "image: {{ .Values.image }}\n",
                    "image: \"{{ .Values.image }}:1.0\"\n",
                    "image: nginx:{{ .Values.tag }}\n",
                    "image: nginx:1.0 {{- if .x }}\n",
                    "x: {image: a:1, {{ .y }}: 1}\n",
                    "x: [{{ .y }},\n  a:1]\n",
                })
        void areNeverTouched(String text) {
            YamlFile file = file(text);
            assertThat(file.scalars().stream().filter(scalar -> !scalar.isKey()))
                    .isNotEmpty()
                    .allSatisfy(scalar ->
                            assertThat(scalar.refusal().orElseThrow().cause()).contains("touches a template"));
        }

        @Test
        void inTheCommentAreNoObstacle() {
            assertThat(replaced("image: a:1 # {{ x }}\n", "image", "a:2")).isEqualTo("image: a:2 # {{ x }}\n");
        }
    }

    @Nested
    class SeveralDocuments {
        @Test
        void haveOffsetsOfTheWholeStream() {
            String text = "%YAML 1.1\n---\na: 1\n...\n---\nimage: x:1 # é\n--- # c\n- image: x:1\n";
            assertThat(file(text).documents()).hasSize(3);
            assertThat(replaced(text, "image", "x:2", "[0].image", "x:3"))
                    .isEqualTo("%YAML 1.1\n---\na: 1\n...\n---\nimage: x:2 # é\n--- # c\n- image: x:3\n");
        }

        @ParameterizedTest
        @CsvSource({"0, ''", "0, '# only a comment'", "1, '---'", "2, '---\n---\n'", "1, 'x'"})
        void mayBeEmpty(int documents, String text) {
            assertThat(file(text).documents()).hasSize(documents);
        }

        @Test
        void rootMayBeAScalar() {
            assertThat(replaced("--- nginx:1 # c\n", "", "nginx:2")).isEqualTo("--- nginx:2 # c\n");
        }
    }

    @Nested
    class SeveralEdits {
        @Test
        void thatOverlapAreRefused() {
            YamlFile file = file("a: nginx:1.25\n");
            Scalar a = at(file, "a");
            Edited edited = file.splice(List.of(Splice.part(a, 6, 10, "1.26"), Splice.part(a, 8, 10, "9")));
            assertThat(new String(edited.bytes(), UTF_8)).isEqualTo("a: nginx:1.26\n");
            assertThat(edited.refusals())
                    .singleElement()
                    .satisfies(refusal ->
                            assertThat(refusal.problem().cause()).isEqualTo("another edit changes the same text"));
        }

        @Test
        void ofOneScalarAreMadeTogether() {
            YamlFile file = file("a: nginx:1.25@sha256:00\n");
            Scalar a = at(file, "a");
            Edited edited = file.splice(List.of(Splice.part(a, 18, 20, "ffff"), Splice.part(a, 6, 10, "1.26.1")));
            assertThat(new String(edited.bytes(), UTF_8)).isEqualTo("a: nginx:1.26.1@sha256:ffff\n");
            assertThat(edited.applied()).hasSize(2);
        }

        @Test
        void areProvedInHalvesUntilTheOneToBlameIsFound() {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 500; i++) {
                text.append(i == 321 ? "{k321}: v\n" : "k" + i + ": v\n");
            }
            YamlFile file = file(text.toString());
            List<Splice> all = file.scalars().stream()
                    .filter(scalar -> !scalar.isKey())
                    .map(scalar -> Splice.whole(scalar, "w"))
                    .toList();
            Edited edited = file.splice(all);
            assertThat(edited.refusals())
                    .singleElement()
                    .satisfies(refusal -> assertThat(refusal.problem().place()).startsWith("a.yaml:322:"));
            assertThat(new String(edited.bytes(), UTF_8))
                    .isEqualTo(text.toString().replace(": v", ": w"));
        }

        @Test
        void areMadeThoughOthersCannotBe() {
            YamlFile file = file("a: x\n{b}: y\nc: z\n");
            List<Splice> all = file.scalars().stream()
                    .filter(scalar -> !scalar.isKey())
                    .map(scalar -> Splice.whole(scalar, "new"))
                    .toList();
            Edited edited = file.splice(all);
            assertThat(new String(edited.bytes(), UTF_8)).isEqualTo("a: new\n{b}: new\nc: new\n");
            assertThat(edited.refusals()).hasSize(1);
        }
    }
}
