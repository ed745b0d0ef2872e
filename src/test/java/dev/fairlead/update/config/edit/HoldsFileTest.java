package dev.fairlead.update.config.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.FairleadException;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.Tag;
import dev.fairlead.update.config.VersionHold;
import dev.fairlead.update.config.read.Moments;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds come into the configuration and go out of it, and no other byte changes. */
class HoldsFileTest {
    private static final String HEAD = "apiVersion: fairlead.dev/v1\nkind: UpdateConfig\nupdates: []  # none yet\n";
    private static final VersionHold API = hold("contoso.azurecr.io/shop/api", "1.10");
    private static final String ITEM = """
            - image: contoso.azurecr.io/shop/api
              tag: "1.10"
              why: "loses carts: see #812"
              until: "2026-12-24"
            """;

    private static VersionHold hold(String image, String tag) {
        return new VersionHold(
                ImageName.parse(image),
                Optional.of(Tag.of(tag)),
                "loses carts: see #812",
                Optional.of(Moments.parse("2026-12-24")));
    }

    private static String with(String text, VersionHold hold) {
        return text(HoldsFile.of("fairlead.yaml", text.getBytes(StandardCharsets.UTF_8))
                .with(hold));
    }

    private static String without(String text, String image) {
        return text(HoldsFile.of("fairlead.yaml", text.getBytes(StandardCharsets.UTF_8))
                .without(hold -> hold.image().equals(ImageName.parse(image))));
    }

    private static String text(HoldsFile file) {
        return new String(file.bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void theFirstHoldBringsItsKeyAlong() {
        assertThat(with(HEAD, API)).isEqualTo(HEAD + "holds:\n" + ITEM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"holds: []\n", "holds:\n", "holds: null # nothing\n"})
    void aKeyWithNothingUnderItIsFilled(String empty) {
        assertThat(with(HEAD + empty, API)).isEqualTo(HEAD + "holds:\n" + ITEM);
    }

    @Test
    void aKeyWithNothingUnderItNeedNotBeTheLast() {
        String text = "holds: []\n" + HEAD;

        assertThat(with(text, API)).isEqualTo(HEAD + "holds:\n" + ITEM);
    }

    @Test
    void furtherHoldsAreWrittenAsTheirNeighboursAre() {
        String text =
                "holds:\n    -   {image: nginx, why: old} # first\n    -   image: redis\n        why: 'new'\n" + HEAD;

        assertThat(with(text, API))
                .isEqualTo(
                        "holds:\n    -   {image: nginx, why: old} # first\n    -   image: redis\n        why: 'new'\n"
                                + ITEM.indent(4)
                                        .replace("    - image", "    -   image")
                                        .replace("      ", "        ")
                                + HEAD);
    }

    @Test
    void windowsLinesAndAMissingLastBreakStay() {
        String text = (HEAD + "holds:\n- image: nginx\n  why: old").replace("\n", "\r\n");

        assertThat(with(text, API))
                .startsWith(text)
                .endsWith(("\n" + ITEM).stripTrailing().replace("\n", "\r\n"));
    }

    @Test
    void aHoldThatIsThereIsLeftAsItIsHoweverItIsWritten() {
        String text = HEAD
                + "holds: [{tag: \"1.10\", until: 2026-12-24, image: contoso.azurecr.io/shop/api, why: 'loses carts: see #812'}]";

        assertThat(with(text, API)).isEqualTo(text);
    }

    @Test
    void anotherReasonOrDateReplacesTheItemOfTheSameVersion() {
        String text = HEAD + "holds:\n- image: nginx\n  why: old\n- image: contoso.azurecr.io/shop/api\n  tag: '1.10'\n"
                + "  why: slow\n# the end\n";

        assertThat(with(text, API)).isEqualTo(HEAD + "holds:\n- image: nginx\n  why: old\n" + ITEM + "# the end\n");
    }

    @Test
    void theSameImageWithAnotherVersionIsAnotherHold() {
        String text = HEAD + "holds:\n- image: contoso.azurecr.io/shop/api\n  tag: 1.9.0\n  why: slow\n";

        assertThat(with(text, API)).isEqualTo(text + ITEM);
    }

    @Test
    void itemsGoWithAllTheirLinesAndCommentsOfOthersStay() {
        String text = """
                holds: # see the handbook
                  # web
                  - image: contoso.azurecr.io/shop/web
                    why: |
                      breaks
                      the layout

                  # api
                  - {image: contoso.azurecr.io/shop/api, why: slow}   # for now
                  - image: nginx
                    why: "old"
                """ + HEAD;

        assertThat(without(text, "contoso.azurecr.io/shop/api")).isEqualTo(text.replaceAll("  - \\{.*\n", ""));
        assertThat(without(text, "contoso.azurecr.io/shop/web")).isEqualTo("""
                holds: # see the handbook
                  # web

                  # api
                  - {image: contoso.azurecr.io/shop/api, why: slow}   # for now
                  - image: nginx
                    why: "old"
                """ + HEAD);
        assertThat(without(text, "docker.io/library/nginx"))
                .as("whichever way the name is written")
                .endsWith("# for now\n" + HEAD);
    }

    @Test
    void theLastItemTakesTheKeyAlong() {
        assertThat(without(HEAD + "holds:\n" + ITEM, "contoso.azurecr.io/shop/api"))
                .isEqualTo(HEAD);
    }

    @Test
    void whatIsNotHeldIsNotTakenOut() {
        assertThat(without(HEAD + "holds:\n" + ITEM, "nginx")).isEqualTo(HEAD + "holds:\n" + ITEM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "holds: [{image: nginx, why: old}]\n",
                "holds: [\n  {image: nginx, why: old},\n]\n",
                "{apiVersion: fairlead.dev/v1, kind: UpdateConfig, updates: []}\n",
            })
    void whatIsWrittenInBracketsIsRefusedAndSaysWhatToDo(String odd) {
        String text = odd.startsWith("{") ? odd : HEAD + odd;

        assertThatThrownBy(() -> with(text, API))
                .isInstanceOf(FairleadException.class)
                .hasMessageContaining("fairlead.yaml")
                .satisfies(refused -> assertThat(
                                ((FairleadException) refused).problem().remedy())
                        .isNotEmpty());
    }

    @Test
    void oneOfSeveralOnALineIsNotTakenOut() {
        String text = HEAD + "holds: [{image: nginx, why: old}, {image: redis, why: old}]\n";

        assertThatThrownBy(() -> without(text, "nginx")).isInstanceOf(FairleadException.class);
    }
}
