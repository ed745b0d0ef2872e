package dev.fairlead.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.FairleadException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagTemplateTest {
    private static ImageMetadata build(String branch, boolean dirty) {
        return new ImageMetadata(
                Optional.empty(),
                Optional.of("0123456789abcdef0123456789abcdef01234567"),
                Optional.of(branch),
                List.of("app/v1.4.0-rc.1+build.5"),
                Optional.empty(),
                Optional.of("42"),
                Optional.empty(),
                Optional.empty(),
                dirty,
                Instant.parse("2026-01-02T03:04:05Z"),
                List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "<branch-slug>-<sha7>-<yyyymmddHHMMSS>, feature-x-0123456-20260102030405",
        "<semver>, 1.4.0-rc.1_build.5",
        "<git-tag>, app-v1-4-0-rc-1-build-5",
        "v<yyyy.mm>.<build>, v2026.01.42",
        "<yyyy-mm-dd_HH-MM-SS>, 2026-01-02_03-04-05",
        "<yyyymmdd>-<HHMMSS>, 20260102-030405",
        "<epoch>, 1767323045",
        "<sha>, 0123456789abcdef0123456789abcdef01234567",
        "<sha12>, 0123456789ab",
        "<branch-slug>.<build>, feature-x.42",
        "fixed, fixed",
    })
    void fills(String template, String expected) {
        assertThat(TagTemplate.parse(template).fill(build("feature/x", false)).value())
                .isEqualTo(expected);
        assertThat(TagTemplate.parse(template)).hasToString(template);
    }

    @Test
    void saysWhereFilesAreChanged() {
        assertThat(TagTemplate.parse("<sha7>").fill(build("main", true)).value())
                .isEqualTo("0123456-dirty");
        assertThat(TagTemplate.parse("<sha7><dirty>-<build>")
                        .fill(build("main", true))
                        .value())
                .isEqualTo("0123456-dirty-42");
        assertThat(TagTemplate.parse("<sha7><dirty>-<build>")
                        .fill(build("main", false))
                        .value())
                .isEqualTo("0123456-42");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<branch>",
                "<sha3>",
                "<sha41>",
                "<>",
                "<ddmm>",
                "a b",
                "a/b",
                "$(id)",
                "<sha7",
                "sha7>",
                "<mmyyyy>"
            })
    void refusesWhatIsNoTemplate(String template) {
        assertThatThrownBy(() -> TagTemplate.parse(template))
                .isInstanceOf(FairleadException.class)
                .hasMessageContaining("<branch-slug>");
    }

    @ParameterizedTest
    @CsvSource({
        "main, main",
        "feature/JIRA-123_new.thing, feature-jira-123-new-thing",
        "/weird//--name--/, weird-name",
        "dependabot/npm_and_yarn/@types/node-20.1, dependabot-npm-and-yarn-types-node-20-1",
        "Ünïcode, n-code",
        "日本, xcbde7",
    })
    void branchesAreMadeFitForATag(String branch, String slug) {
        assertThat(Slug.of(branch)).isEqualTo(slug);
    }

    @Test
    void aLongBranchIsCutAndTheTagStaysValid() {
        Tag tag = TagTemplate.DEFAULT.fill(build("x".repeat(62) + "/" + "y".repeat(300), true));
        assertThat(tag.value()).startsWith("x".repeat(62) + "-0123456-2026").endsWith("-dirty");
    }

    @Test
    void aTagThatIsTooLongIsNotCut() {
        assertThatThrownBy(() -> TagTemplate.parse("<sha><sha><sha><sha>").fill(build("main", false)))
                .isInstanceOf(FairleadException.class)
                .hasMessageContaining("160 characters");
    }
}
