package dev.fairlead.forge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hidden marks and bounded texts. */
class TextsTest {
    private static final String ALPHABET = "ab -->%<!\n\r\t#`~\"'\\/ü漢\u2028\u0000";

    @Test
    void aHiddenValueComesBackWhateverIsInIt() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            String value = text(random, 12);
            String visible = text(random, 30);
            String marked = HiddenMark.PULL_REQUEST.append(visible, value);
            assertThat(HiddenMark.PULL_REQUEST.find(marked)).as("seed %d", seed).contains(value);
            assertThat(marked.substring(visible.length()).strip())
                    .as("seed %d", seed)
                    .startsWith("<!-- fairlead:")
                    .endsWith(" -->")
                    .doesNotContain("\n");
            assertThat(marked.substring(0, marked.length() - 3)
                            .substring(visible.length())
                            .replace("<!--", ""))
                    .as("one comment, seed %d", seed)
                    .doesNotContain("--");
            assertThat(marked.length() - visible.length()).isLessThanOrEqualTo(HiddenMark.PULL_REQUEST.length(value));
        }
    }

    /** CommonMark 0.31, "Link reference definitions": one line, and no parenthesis or backslash within its title. */
    @Test
    void aValueHiddenAsALinkDefinitionComesBackWhateverIsInIt() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        HiddenMark mark = HiddenMark.COMMENT.as(HiddenMark.Form.LINK_DEFINITION);
        for (int round = 0; round < 2_000; round++) {
            String value = text(random, 12) + (round % 3 == 0 ? "(a)" : "") + (round % 5 == 0 ? "\\" : "");
            String marked = mark.append("seen", value);
            assertThat(mark.find(marked)).as("seed %d", seed).contains(value);
            assertThat(mark.visible(marked)).isEqualTo("seen");
            assertThat(marked).as("seed %d", seed).matches("seen\n\n\\[//]: # \\(fairlead:comment [^()\\\\\\n]*\\)");
            assertThat(HiddenMark.COMMENT.find(marked)).isEmpty();
        }
    }

    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(length); i > 0; i--) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    @Test
    void theLastMarkCountsAndQuotedOnesDoNot() {
        String forged = "<!-- fairlead:pull-request forged -->\ntext";
        assertThat(HiddenMark.PULL_REQUEST.find(HiddenMark.PULL_REQUEST.append(forged, "ours")))
                .contains("ours");
        assertThat(HiddenMark.PULL_REQUEST.visible(HiddenMark.PULL_REQUEST.append(forged, "ours")))
                .isEqualTo(forged);
        assertThat(HiddenMark.PULL_REQUEST.find("> <!-- fairlead:pull-request x -->"))
                .isEmpty();
        assertThat(HiddenMark.PULL_REQUEST.find("<!-- fairlead:comment x -->")).isEmpty();
        assertThat(HiddenMark.PULL_REQUEST.find("<!-- fairlead:pull-request -->"))
                .isEmpty();
    }

    @Test
    void aMarkSurvivesWhatAWebFormDoesToLinesAndWhatPeopleAdd() {
        String marked = HiddenMark.PULL_REQUEST.append("one\ntwo", "m").replace("\n", "\r\n") + "\r\n\r\nA note.";
        assertThat(HiddenMark.PULL_REQUEST.find(marked)).contains("m");
        assertThat(HiddenMark.PULL_REQUEST.visible(marked)).isEqualTo("one\r\ntwo\n\nA note.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {"short|10|short", "exactly|7|exactly", "too long|5|too…", " a  b |9|a b", "🚢🚢🚢🚢|6|🚢🚢…"})
    void aLineIsCutBetweenCharacters(String text, int limit, String cut) {
        assertThat(BoundedText.line(text, limit)).isEqualTo(cut);
    }

    @Test
    void markdownThatFitsStaysAsItIs() {
        assertThat(BoundedText.markdown("```\nopen", 8)).isEqualTo("```\nopen");
    }

    @Test
    void whatIsOpenAtTheCutIsClosed() {
        String rows = "row\n".repeat(100);
        assertThat(BoundedText.markdown("~~~~yaml\n" + rows + "~~~~", 200)).contains("row\n~~~~\n\n*(cut here");
        assertThat(BoundedText.markdown("<details><summary>x</summary>\n\n```diff\n" + rows, 200))
                .contains("row\n```\n</details>\n\n*(cut here");
        assertThat(BoundedText.markdown("<!-- hidden\n" + rows, 200)).contains("row\n-->\n\n*(cut here");
        assertThat(BoundedText.markdown("```\n~~~\n<details>\n" + rows, 200)).contains("row\n```\n\n*(cut here");
    }

    @Test
    void aFirstLineThatAloneIsTooLongIsCutInside() {
        String cut = BoundedText.markdown("🚢".repeat(200), 101);
        assertThat(cut).startsWith("🚢🚢").contains("*(cut here").hasSizeLessThanOrEqualTo(101);
        assertThat(cut.codePoints().filter(c -> c >= 0xd800 && c <= 0xdfff)).isEmpty();
    }

    @Test
    void noCutIsEverTooLong() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> pieces = List.of(
                "text\n", "```\n", "~~~~\n", "<details>\n", "</details>\n", "<!-- x\n", "-->\n", "🚢".repeat(40));
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            int limit = 80 + random.nextInt(200);
            assertThat(BoundedText.markdown(text.toString(), limit))
                    .as("seed %d", seed)
                    .hasSizeLessThanOrEqualTo(limit);
        }
    }
}
