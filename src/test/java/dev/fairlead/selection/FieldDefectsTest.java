package dev.fairlead.selection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.image.ImageReference;
import dev.fairlead.image.Tag;
import dev.fairlead.registry.TagInfo;
import dev.fairlead.selection.GuardVerdict.Outcome;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What went wrong in the tools of this field, each under the thread that tells of it. */
class FieldDefectsTest {
    private static final Selector ANY_VERSION = Selector.of(TagPolicy.semver("*"));

    @Test
    void imageReflectorController_192_oneZeroSixtyThreeIsAboveOneZeroNine() {
        FakeRegistry registry = FakeRegistry.of("1.0.9", "1.0.63");
        assertThat(registry.choose("semver:1.0.x")).isEqualTo("1.0.63");
        assertThat(registry.choose("calver:MAJOR.MINOR.MICRO")).isEqualTo("1.0.63");
        // The alphabet is the alphabet: who asks for it gets it, and is told why.
        assertThat(registry.explain(Selector.of(TagPolicy.parse("alphabetical")))
                        .lost())
                .extracting(LostTag::reason)
                .containsExactly("1.0.9 ranks higher");
    }

    @Test
    void keel_155_aTagThatLooksLikeAFloatIsNoNumber() {
        FakeRegistry registry = FakeRegistry.of("1.234e6", "1000");
        assertThat(registry.choose("numeric")).isEqualTo("1000");
        assertThat(FakeRegistry.of("1.234e6").choose("semver:*")).isEqualTo("-");
    }

    @Test
    void helm_9162_aCommitThatLooksLikeAnExponentStaysText() {
        FakeRegistry registry = FakeRegistry.of("72044e0", "9");
        assertThat(registry.choose("numeric")).isEqualTo("9");
        assertThat(FakeRegistry.of("72044e0", "1.0.0").choose("semver:*")).isEqualTo("1.0.0");
    }

    @Test
    void flux_1743_aCommitOfDigitsIsNoVersionAndKeepsItsZeros() {
        assertThat(FakeRegistry.of("0362525", "1.0.0").choose("semver:>=1")).isEqualTo("1.0.0");
        assertThat(FakeRegistry.of("0362525", "9").choose("numeric")).isEqualTo("0362525");
    }

    @Test
    void fluxNumericalOrderUsesFloat64_fortyDigitsSortRight() {
        String low = "1234567890123456789012345678901234567890";
        String high = "1234567890123456789012345678901234567891";
        assertThat(FakeRegistry.of(low, high).choose("numeric")).isEqualTo(high);
        assertThat(FakeRegistry.of(high, low).choose("numeric")).isEqualTo(high);
        assertThat(FakeRegistry.of("9007199254740993", "9007199254740992").choose("numeric"))
                .isEqualTo("9007199254740993");
    }

    @Test
    void fluxTwoTagsWithTheSameExtractDoNotCollide() {
        Selector byTime = new FluxImagePolicy(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("asc"),
                        Optional.of("^main-[a-f0-9]+-(?P<ts>[0-9]+)$"),
                        Optional.of("$ts"))
                .selector();
        FakeRegistry registry = new FakeRegistry()
                .push("main-bbbbbbb-100", 2)
                .push("main-aaaaaaa-100", 3)
                .push("main-ccccccc-99", 4);
        Selection selection = Selections.select(
                SelectionRequest.of(FakeRegistry.IMAGE, byTime, FakeRegistry.EPOCH)
                        .explained(),
                registry);

        assertThat(FakeRegistry.name(selection)).isEqualTo("main-aaaaaaa-100");
        assertThat(selection.lost())
                .extracting(lost -> lost.tag() + ": " + lost.reason())
                .containsExactly(
                        "main-bbbbbbb-100: main-aaaaaaa-100 ranks level with it, and was pushed later",
                        "main-ccccccc-99: main-aaaaaaa-100 ranks higher");
    }

    @Test
    void imageAutomationController_231_aPolicyThatWentBackDoesNotDowngrade() {
        assertThat(step(FakeRegistry.pushed("1.4.0", "2.0.0"), "semver:^1", "2.0.0"))
                .isEqualTo(Outcome.LOWER);
    }

    @Test
    void imageAutomationController_396_aTagTwoMonthsOlderIsNeverTaken() {
        Selector byTime = new Selector(
                TagPolicy.numeric(Direction.ASCENDING),
                TagFilter.none().extracting(Extract.parse("^release-[0-9a-f]+-(?P<ts>[0-9]+)$")));
        String current = "release-07ef7c53-1655866680";
        FakeRegistry registry = FakeRegistry.pushed("release-3caa31f4-1651535374", current);

        assertThat(step(registry, byTime, current)).isEqualTo(Outcome.SAME);
        assertThat(step(registry.hide(current), byTime, current)).isEqualTo(Outcome.PARTIAL);
        assertThat(step(FakeRegistry.pushed("release-3caa31f4-1651535374"), byTime, current))
                .isEqualTo(Outcome.GONE);
    }

    @Test
    void flux_1817_aPartialTagListFailsInsteadOfDowngrading() {
        FakeRegistry registry = FakeRegistry.pushed("1.0.0", "1.1.0", "1.2.0").hide("1.2.0");
        assertThat(step(registry, "semver:^1", "1.2.0")).isEqualTo(Outcome.PARTIAL);
    }

    @Test
    void flux2_4984_aDatabaseThatLostItsTagsDoesNotDowngrade() {
        FakeRegistry registry = FakeRegistry.pushed("1.2.0", "1.1.0").hide("1.2.0");
        assertThat(FakeRegistry.name(registry.select(ANY_VERSION, "1.2.0"))).isEqualTo("1.1.0");
        assertThat(step(registry, "semver:*", "1.2.0")).isEqualTo(Outcome.PARTIAL);
    }

    @Test
    void imageReflectorController_931_nineThousandTagsAreAllSeen() {
        FakeRegistry registry = new FakeRegistry();
        IntStream.range(0, 9036).forEach(i -> registry.push("1.0." + i, i));
        Selection selection = registry.select(ANY_VERSION, "1.0.0");

        assertThat(FakeRegistry.name(selection)).isEqualTo("1.0.9035");
        assertThat(selection.census().read()).isEqualTo(9036);
        assertThat(selection.lost()).isEmpty();
    }

    @Test
    void argocdImageUpdater_1660_noTagIsCutOff() {
        FakeRegistry registry = new FakeRegistry();
        IntStream.range(0, 223).forEach(i -> registry.add(TagInfo.of(Tag.of("1." + i + ".0"))));
        assertThat(registry.explain(ANY_VERSION).lost()).hasSize(222);
        assertThat(registry.choose("semver:*")).isEqualTo("1.222.0");
    }

    @Test
    void argocdImageUpdater_681_pushedIsNotBuilt() {
        FakeRegistry registry = FakeRegistry.pushed("rebuilt", "old-pushed-again")
                .image("rebuilt", 0)
                .image("old-pushed-again", -500);
        assertThat(registry.choose("newest")).isEqualTo("old-pushed-again");
        assertThat(registry.choose("newest:built")).isEqualTo("rebuilt");
    }

    @Test
    void argocdImageUpdater_147_buildsOfOneMomentAreSettledTheSameWayEachTime() {
        FakeRegistry registry =
                FakeRegistry.of("b", "a", "c").image("a", 0).image("b", 0).image("c", 0);
        assertThat(registry.choose("newest:built")).isEqualTo("c");
    }

    @Test
    void argocdImageUpdater_441_whyWasNothingUpdated_everyTagSaysWhyItLost() {
        Selection selection = FakeRegistry.of("latest", "dev", "v2").explain(Selector.of(TagPolicy.semver("^1")));

        assertThat(selection.chosen()).isEmpty();
        assertThat(selection.lost())
                .hasSize(3)
                .allSatisfy(lost -> assertThat(lost.reason()).contains("is no version MAJOR.MINOR[.PATCH]"));
        assertThat(selection.nothing().orElseThrow().cause()).contains("3 not of the policy's form");
    }

    private static Outcome step(FakeRegistry registry, String policy, String current) {
        return step(registry, Selector.of(TagPolicy.parse(policy)), current);
    }

    private static Outcome step(FakeRegistry registry, Selector selector, String current) {
        Selection selection = registry.select(selector, current);
        ImageReference held = ImageReference.of(FakeRegistry.IMAGE).withTag(Tag.of(current));
        return DowngradeGuard.judge(selection, held, false).outcome();
    }
}
