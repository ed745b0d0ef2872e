package dev.fairlead.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.image.Digest;
import dev.fairlead.image.ImageReference;
import dev.fairlead.image.Tag;
import dev.fairlead.registry.TagInfo;
import dev.fairlead.selection.GuardVerdict.Outcome;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Never downgrade: what each step from a manifest's tag to the chosen one is called, and whether it may be taken. */
class DowngradeGuardTest {
    /** In each row the registry has every tag that is named, pushed in this order, and tells the times of the pushes. */
    @ParameterizedTest(name = "{0}: from {2} among {1} it is {3}, meant {4}")
    @CsvSource(
            delimiter = ';',
            value = {
                // policy ; tags by push ; current ; outcome ; outcome where rollbacks are meant
                "semver:^1              ; 1.0.0 1.1.0          ; 1.0.0      ; NEWER ; NEWER",
                "semver:^1              ; 1.0.0 1.1.0          ; 1.1.0      ; SAME  ; SAME",
                "semver:^1              ; 1.1.0 2.0.0          ; 2.0.0      ; LOWER ; ROLLBACK",
                "semver:^1              ; 1.1.0 1.2.0-rc1      ; 1.2.0-rc1  ; LOWER ; ROLLBACK",
                "semver:^1              ; 1.1.0-rc1 1.1.0      ; 1.1.0-rc1  ; NEWER ; NEWER",
                "semver:^1              ; 1.9.0 1.10.0         ; 1.9.0      ; NEWER ; NEWER",
                "semver:^1              ; v1.1.0 1.1.0         ; v1.1.0     ; NEWER ; NEWER",
                "semver:^1              ; 1.1.0 1.1            ; 1.1        ; NEWER ; NEWER",
                // no version: the times of the pushes tell
                "semver:^1              ; latest 1.1.0         ; latest     ; NEWER ; NEWER",
                "semver:^1              ; 1.1.0 latest         ; latest     ; LOWER ; ROLLBACK",
                "numeric                ; 9 10                 ; 9          ; NEWER ; NEWER",
                "numeric                ; 10 main              ; main       ; LOWER ; ROLLBACK",
                "numeric                ; main 10              ; main       ; NEWER ; NEWER",
                "numeric:desc           ; 9 10                 ; 10         ; NEWER ; NEWER",
                "alphabetical           ; a b                  ; a          ; NEWER ; NEWER",
                "calver:YYYY.0M.MICRO   ; 2026.01.9 2026.01.10 ; 2026.01.9  ; NEWER ; NEWER",
                "calver:YYYY.0M.MICRO   ; 2026.01.9 2026.01    ; 2026.01    ; LOWER ; ROLLBACK",
                "newest                 ; a b c                ; a          ; NEWER ; NEWER",
                "newest                 ; a b c                ; c          ; SAME  ; SAME",
                "digest:stable          ; 1.0.0 stable         ; 1.0.0      ; NEWER ; NEWER",
                "digest:stable          ; stable 1.0.0         ; 1.0.0      ; LOWER ; ROLLBACK",
                "digest:stable          ; 1.0.0 stable         ; stable     ; SAME  ; SAME",
            })
    void theStepHasAName(String policy, String tags, String current, Outcome outcome, Outcome meant) {
        Selection selection =
                FakeRegistry.pushed(tags.split(" ")).select(Selector.of(TagPolicy.parse(policy)), current);
        ImageReference held = ImageReference.parse("contoso.azurecr.io/team/app:" + current);

        GuardVerdict verdict = DowngradeGuard.judge(selection, held, false);
        assertThat(verdict.outcome()).as(verdict.explanation()).isEqualTo(outcome);
        assertThat(verdict.allowed()).isEqualTo(verdict.problem().isEmpty());
        assertThat(DowngradeGuard.judge(selection, held, true).outcome()).isEqualTo(meant);
    }

    @Test
    void aPartialListingFailsTheRunWhateverIsMeant() {
        FakeRegistry registry = FakeRegistry.pushed("1.0.0", "1.1.0", "1.2.0").hide("1.1.0");
        Selection selection = registry.select(Selector.of(TagPolicy.semver("^1")), "1.1.0");

        for (boolean meant : new boolean[] {false, true}) {
            GuardVerdict verdict = DowngradeGuard.judge(selection, held("1.1.0"), meant);
            assertThat(verdict.outcome()).isEqualTo(Outcome.PARTIAL);
            assertThat(verdict.failsRun()).isTrue();
            assertThat(verdict.problem().orElseThrow().cause()).contains("the list was partial");
        }
    }

    @Test
    void anEmptyListingOfARepositoryThatHasTheTagIsPartialToo() {
        FakeRegistry registry = FakeRegistry.pushed("1.1.0").hide("1.1.0");
        Selection selection = registry.select(Selector.of(TagPolicy.semver("^1")), "1.1.0");

        assertThat(DowngradeGuard.judge(selection, held("1.1.0"), false).outcome())
                .isEqualTo(Outcome.PARTIAL);
    }

    @Test
    void aTagThatIsGoneIsAnErrorUnlessRollbacksAreMeant() {
        Selection selection =
                FakeRegistry.pushed("1.0.0", "1.2.0").select(Selector.of(TagPolicy.semver("^1")), "1.1.0");

        GuardVerdict verdict = DowngradeGuard.judge(selection, held("1.1.0"), false);
        assertThat(verdict.outcome()).isEqualTo(Outcome.GONE);
        assertThat(verdict.problem().orElseThrow().toString())
                .isEqualTo(
                        "contoso.azurecr.io/team/app:1.1.0: this tag is gone from the registry, so going to 1.2.0 may be a"
                                + " step back (1.1.0 ranks below 1.2.0); push it again, or allow rollbacks for this image if the"
                                + " step is meant");
        assertThat(DowngradeGuard.judge(selection, held("1.1.0"), true).outcome())
                .isEqualTo(Outcome.ROLLBACK);
    }

    @Test
    void theCurrentTagIsAskedForBeforeTheListing() {
        FakeRegistry registry = FakeRegistry.pushed("1.0.0", "1.2.0");
        registry.select(Selector.of(TagPolicy.semver("^1")), "1.0.0");

        assertThat(registry.found).containsExactly(Tag.of("1.0.0"));
    }

    @Test
    void withoutTimesATagOfAnotherSeriesCannotBeJudged() {
        FakeRegistry registry = FakeRegistry.of("main-9", "prod-1")
                .image("main-9", Optional.empty())
                .image("prod-1", 5);
        Selector main = new Selector(
                TagPolicy.alphabetical(Direction.ASCENDING), TagFilter.none().including(TagPattern.parse("^main-")));
        Selection selection = registry.select(main, "prod-1");

        GuardVerdict verdict = DowngradeGuard.judge(selection, held("prod-1"), false);
        assertThat(verdict.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(verdict.problem().orElseThrow().remedy()).contains("by hand");
        assertThat(DowngradeGuard.judge(selection, held("prod-1"), true).outcome())
                .isEqualTo(Outcome.ROLLBACK);
    }

    @Test
    void withoutPushTimesTheBuildsTell() {
        FakeRegistry registry =
                FakeRegistry.of("main-9", "prod-1").image("main-9", 9).image("prod-1", 5);
        Selector main = new Selector(
                TagPolicy.alphabetical(Direction.ASCENDING), TagFilter.none().including(TagPattern.parse("^main-")));

        assertThat(DowngradeGuard.judge(registry.select(main, "prod-1"), held("prod-1"), false)
                        .outcome())
                .isEqualTo(Outcome.NEWER);
        registry.image("prod-1", 11);
        assertThat(DowngradeGuard.judge(registry.select(main, "prod-1"), held("prod-1"), false)
                        .outcome())
                .isEqualTo(Outcome.LOWER);
    }

    /** Names of another series are not held against each other: by the alphabet, prod-1 is above main-9. */
    @Test
    void theFilterSaysWhichTagsAreOfOneSeries() {
        FakeRegistry registry = FakeRegistry.pushed("prod-1", "main-9");
        Selector main = new Selector(
                TagPolicy.alphabetical(Direction.ASCENDING), TagFilter.none().including(TagPattern.parse("^main-")));

        assertThat(DowngradeGuard.judge(registry.select(main, "prod-1"), held("prod-1"), false)
                        .outcome())
                .isEqualTo(Outcome.NEWER);
    }

    @Test
    void anotherTagOfTheSameImageIsNoStepBack() {
        Digest digest = FakeRegistry.digest("one image");
        FakeRegistry registry = new FakeRegistry()
                .add(new TagInfo(Tag.of("1.1.0"), Optional.of(digest), Optional.empty(), Optional.empty()))
                .add(new TagInfo(Tag.of("latest"), Optional.of(digest), Optional.empty(), Optional.empty()));
        Selection selection = registry.select(Selector.of(TagPolicy.semver("^1")), "latest");

        assertThat(DowngradeGuard.judge(selection, held("latest"), false).outcome())
                .isEqualTo(Outcome.NEWER);
    }

    @Test
    void aPinnedTagThatMovedIsTold() {
        Selection selection =
                FakeRegistry.pushed("stable").select(Selector.of(TagPolicy.parse("digest:stable")), "stable");
        ImageReference pinned = held("stable").withDigest(FakeRegistry.digest("older"));

        assertThat(DowngradeGuard.judge(selection, pinned, false).outcome()).isEqualTo(Outcome.MOVED);
        assertThat(DowngradeGuard.judge(selection, pinned.withDigest(FakeRegistry.digest("stable")), false)
                        .outcome())
                .isEqualTo(Outcome.SAME);
    }

    @Test
    void nothingChosenIsRefusedWithItsReason() {
        Selection selection = FakeRegistry.pushed("1.0.0").select(Selector.of(TagPolicy.semver("^2")), "1.0.0");

        GuardVerdict verdict = DowngradeGuard.judge(selection, held("1.0.0"), true);
        assertThat(verdict.outcome()).isEqualTo(Outcome.NOTHING);
        assertThat(verdict.problem().orElseThrow().cause()).contains("1 outside the range");
    }

    @Test
    void aManifestWithoutATagHasNothingToGoBackFrom() {
        Selection selection = FakeRegistry.pushed("1.0.0").select(Selector.of(TagPolicy.semver("^1")));

        assertThat(DowngradeGuard.judge(selection, ImageReference.of(FakeRegistry.IMAGE), false)
                        .outcome())
                .isEqualTo(Outcome.NEWER);
    }

    @Test
    void aSelectionHasToBeAskedAboutTheCurrentTag() {
        Selection selection = FakeRegistry.pushed("1.0.0").select(Selector.of(TagPolicy.semver("^1")));

        assertThatThrownBy(() -> DowngradeGuard.judge(selection, held("0.9.0"), false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aListingLeftEarlyIsPartialOnlyWhereTheTagWasDue() {
        FakeRegistry registry = FakeRegistry.pushed("a", "b", "c", "d").newestFirst();
        Selector newestOfOld = new Selector(TagPolicy.newest(), TagFilter.none().including(TagPattern.parse("[ab]")));

        Selection notReached = registry.select(Selector.of(TagPolicy.newest()), "a");
        assertThat(Objects.requireNonNull(notReached.current().get(Tag.of("a"))).presence())
                .isEqualTo(CurrentTag.Presence.NOT_REACHED);
        assertThat(DowngradeGuard.judge(notReached, held("a"), false).outcome()).isEqualTo(Outcome.NEWER);

        Selection due = registry.hide("d").select(newestOfOld, "d");
        assertThat(due.census().whole()).isFalse();
        assertThat(DowngradeGuard.judge(due, held("d"), false).outcome()).isEqualTo(Outcome.PARTIAL);
    }

    @Test
    void eachManifestIsJudgedByItsOwnTag() {
        Selection selection = FakeRegistry.pushed("1.0.0", "1.1.0", "2.0.0")
                .select(Selector.of(TagPolicy.semver("^1")), "1.0.0", "2.0.0");

        assertThat(List.of("1.0.0", "2.0.0"))
                .map(tag -> DowngradeGuard.judge(selection, held(tag), false).outcome())
                .containsExactly(Outcome.NEWER, Outcome.LOWER);
    }

    private static ImageReference held(String tag) {
        return ImageReference.of(FakeRegistry.IMAGE).withTag(Tag.of(tag));
    }
}
