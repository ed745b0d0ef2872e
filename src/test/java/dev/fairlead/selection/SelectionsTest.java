package dev.fairlead.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.image.Tag;
import dev.fairlead.registry.Platform;
import dev.fairlead.registry.TagInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectionsTest {
    private static final Platform ARM = Platform.parse("linux/arm64");

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "semver:^1.2              ; latest 1.2.0 1.10.0 1.9.0 2.0.0 1.11.0-rc1       ; 1.10.0",
                "semver:^1.2.0-0          ; 1.2.0 1.11.0-rc1                                 ; 1.11.0-rc1",
                "semver:>=1.0             ; 1.27 1.27.0 20260102 0362525 1                   ; 1.27.0",
                "semver:^3                ; 1.0.0 2.0.0                                      ; -",
                "semver-complete:>=1      ; 1.27 1.26.9                                      ; 1.26.9",
                "calver:YYYY.0M.MICRO     ; 2026.01.9 2026.01.10 2025.12.99 latest           ; 2026.01.10",
                "numeric                  ; 9 10 0011 latest 1.5                             ; 0011",
                "numeric:desc             ; 9 10 11                                          ; 9",
                "alphabetical             ; b a C                                            ; b",
                "alphabetical:desc        ; b a C                                            ; C",
            })
    void thePolicyDecides(String policy, String tags, String expected) {
        assertThat(FakeRegistry.of(tags.split(" ")).choose(policy)).isEqualTo(expected);
    }

    @Test
    void theNewestPushWins() {
        assertThat(FakeRegistry.pushed("c", "z", "a").choose("newest")).isEqualTo("a");
    }

    @Test
    void filtersKeepTagsOutAndExtractsDecide() {
        FakeRegistry registry = FakeRegistry.of(
                "main-1a2b3c4-100", "main-1a2b3c4-99", "main-1a2b3c4-101-debug", "prod-1a2b3c4-200", "latest");
        TagFilter filter = TagFilter.none()
                .excluding(TagPattern.parse("-debug$"))
                .extracting(Extract.parse("^main-[0-9a-f]{7}-(?P<ts>[0-9]+)"));
        Selection selection = registry.select(new Selector(TagPolicy.numeric(Direction.ASCENDING), filter));

        assertThat(FakeRegistry.name(selection)).isEqualTo("main-1a2b3c4-100");
        assertThat(selection.chosen().orElseThrow().compared()).isEqualTo("100");
        assertThat(FakeRegistry.name(registry.select(new Selector(
                        TagPolicy.alphabetical(Direction.ASCENDING),
                        TagFilter.none().including(TagPattern.glob("p*")).including(TagPattern.glob("late*"))))))
                .isEqualTo("prod-1a2b3c4-200");
    }

    @Test
    void whatIsNoImageToRunWinsOnlyWhenAskedFor() {
        String signature = "sha256-" + FakeRegistry.digest("x").hex() + ".sig";
        FakeRegistry registry = FakeRegistry.of("1.0", signature, "z-buildcache");
        TagPolicy last = TagPolicy.alphabetical(Direction.ASCENDING);

        assertThat(FakeRegistry.name(registry.select(Selector.of(last)))).isEqualTo("1.0");
        assertThat(FakeRegistry.name(
                        registry.select(new Selector(last, TagFilter.none().including(TagPattern.parse("."))))))
                .isEqualTo("1.0");
        assertThat(FakeRegistry.name(
                        registry.select(new Selector(last, TagFilter.none().withArtifacts()))))
                .isEqualTo("z-buildcache");
    }

    @Test
    void equalRanksGoToTheLaterPushThenTheLaterName() {
        FakeRegistry registry =
                new FakeRegistry().push("v1.2.3", 5).push("1.2.3", 4).push("1.2.0", 9);
        assertThat(registry.choose("semver:*")).isEqualTo("v1.2.3");
        assertThat(FakeRegistry.of("1.2.3", "v1.2.3").choose("semver:*")).isEqualTo("v1.2.3");
        assertThat(FakeRegistry.of("07", "7", "007").choose("numeric")).isEqualTo("7");
    }

    /** The order of the listing never matters, with few places on the podium or many. */
    @Test
    void theOrderOfTheListingDoesNotMatter() {
        long seed = 11;
        Random random = new Random(seed);
        List<TagInfo> tags = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            tags.add(new TagInfo(
                    Tag.of("1." + random.nextInt(3) + "." + random.nextInt(9) + (i % 2 == 0 ? "" : "-rc" + i % 5) + "-x"
                            + i),
                    Optional.empty(),
                    Optional.of(FakeRegistry.EPOCH.plusSeconds(random.nextInt(4))),
                    Optional.empty()));
        }
        Selector selector = new Selector(
                TagPolicy.semver(">=1.0.0-0"), TagFilter.none().extracting(Extract.parse("^(?P<v>.*)-x\\d+$")));
        String expected = null;
        for (int i = 0; i < 50; i++) {
            Collections.shuffle(tags, random);
            FakeRegistry registry = new FakeRegistry();
            tags.forEach(registry::add);
            String chosen = FakeRegistry.name(registry.select(selector));
            expected = expected == null ? chosen : expected;
            assertThat(chosen).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void aListingThatIsNewestFirstIsLeftAtTheFirstOlderTag() {
        FakeRegistry registry = new FakeRegistry().newestFirst();
        for (int i = 0; i < 1000; i++) {
            registry.push("main-" + i, i);
        }
        Selection selection = registry.select(Selector.of(TagPolicy.newest()));

        assertThat(FakeRegistry.name(selection)).isEqualTo("main-999");
        assertThat(registry.listed).isEqualTo(2);
        assertThat(selection.census().whole()).isFalse();
        assertThat(registry.explain(Selector.of(TagPolicy.newest())).lost()).hasSize(999);
    }

    @Test
    void aListingThatIsNotSortedAsItSaysIsReadToItsEnd() {
        FakeRegistry registry = new FakeRegistry();
        List<TagInfo> unsorted = List.of(tag("a", 5), tag("b", 6), tag("c", 3), tag("d", 7));
        Selection selection = Selections.select(
                SelectionRequest.of(FakeRegistry.IMAGE, Selector.of(TagPolicy.newest()), FakeRegistry.EPOCH),
                new ListingOnly(registry, unsorted));

        assertThat(FakeRegistry.name(selection)).isEqualTo("d");
    }

    private static TagInfo tag(String name, int hour) {
        return new FakeRegistry()
                .push(name, hour)
                .find(FakeRegistry.IMAGE, Tag.of(name))
                .orElseThrow();
    }

    @Test
    void onlyCandidatesAreAskedForTheirPlatformTheHighestFirst() {
        FakeRegistry registry = FakeRegistry.of("1.0.0", "1.4.0", "1.3.0", "1.2.0", "2.0.0", "latest")
                .image("1.4.0", 0, "linux/amd64")
                .image("1.3.0", 0, "linux/amd64", "linux/arm64/v8");
        Selection selection = registry.select(
                new Selector(TagPolicy.semver("^1"), TagFilter.none().on(ARM)));

        assertThat(FakeRegistry.name(selection)).isEqualTo("1.3.0");
        assertThat(registry.asked).containsExactly("1.4.0", "1.3.0");
        assertThat(selection.chosen().orElseThrow().digest()).contains(FakeRegistry.digest("1.3.0"));
    }

    @Test
    void newestFirstListingsAreLeftOnlyWhenTheImagePasses() {
        FakeRegistry registry = FakeRegistry.pushed("a", "b", "c", "d")
                .newestFirst()
                .image("d", 3, "linux/amd64")
                .image("c", 2, "linux/amd64")
                .image("b", 1, "linux/arm64");
        Selection selection = registry.select(
                new Selector(TagPolicy.newest(), TagFilter.none().on(ARM)));

        assertThat(FakeRegistry.name(selection)).isEqualTo("b");
        assertThat(registry.asked).containsExactly("d", "c", "b");
    }

    @Test
    void noMoreThanAHundredImagesAreAsked() {
        FakeRegistry registry = new FakeRegistry();
        for (int i = 0; i < 150; i++) {
            registry.push("1.0." + i, i).image("1.0." + i, i, "linux/amd64");
        }
        Selector selector = new Selector(TagPolicy.semver("*"), TagFilter.none().on(ARM));

        assertThatThrownBy(() -> registry.select(selector))
                .isInstanceOf(SelectionException.class)
                .hasMessageContaining("none passes")
                .hasMessageContaining("narrow");
        assertThat(registry.asked).hasSize(100);
        Selector newest = new Selector(TagPolicy.newest(), TagFilter.none().on(ARM));
        assertThatThrownBy(() -> registry.newestFirst().select(newest)).isInstanceOf(SelectionException.class);
        assertThat(registry.asked).hasSize(200);
    }

    @Test
    void theMinimumAgeCountsFromThePush() {
        FakeRegistry registry =
                FakeRegistry.pushed().push("1.0.0", 900).push("1.1.0", 950).push("1.2.0", 990);
        assertThat(chooseAtLeast(registry, "1d")).isEqualTo("1.1.0");
        assertThat(chooseAtLeast(registry, "50h")).isEqualTo("1.1.0");
        assertThat(chooseAtLeast(registry, "51h")).isEqualTo("1.0.0");
        assertThat(chooseAtLeast(registry, "10d")).isEqualTo("-");
        assertThat(registry.asked).isEmpty();
    }

    @Test
    void theMinimumAgeCountsFromTheBuildWhereNoPushIsTold() {
        FakeRegistry registry = FakeRegistry.of("1.0.0", "1.1.0", "1.2.0")
                .image("1.2.0", Optional.empty())
                .image("1.1.0", 999)
                .image("1.0.0", 900);
        Selector selector = new Selector(TagPolicy.semver("*"), TagFilter.none().atLeast(Duration.ofDays(1)));
        Selection selection = registry.explain(selector);

        assertThat(FakeRegistry.name(selection)).isEqualTo("1.0.0");
        assertThat(selection.lost()).extracting(LostTag::loss).containsExactly(Loss.NO_TIME, Loss.TOO_YOUNG);
    }

    private static String chooseAtLeast(FakeRegistry registry, String age) {
        return FakeRegistry.name(registry.select(
                new Selector(TagPolicy.semver("*"), TagFilter.none().atLeast(TagFilter.parseAge(age)))));
    }

    @Test
    void theNewestBuildNeedNotBeTheNewestPush() {
        FakeRegistry registry =
                FakeRegistry.of("a", "b", "c").image("a", 5).image("b", 7).image("c", 6);
        assertThat(registry.choose("newest:built")).isEqualTo("b");
    }

    @Test
    void imagesPushedBeforeTheNewestBuildAreNotAsked() {
        FakeRegistry registry = new FakeRegistry();
        for (int i = 0; i < 500; i++) {
            registry.push("t" + i, i);
        }
        registry.image("t499", 300).image("t498", 497).image("t497", 497);
        assertThat(registry.choose("newest:built")).isEqualTo("t498");
        assertThat(registry.asked).containsExactly("t499", "t498");
    }

    @Test
    void manyBuildsWithoutPushTimesAreNotAsked() {
        FakeRegistry registry = new FakeRegistry();
        for (int i = 0; i < 101; i++) {
            registry.add(TagInfo.of(Tag.of("t" + i))).image("t" + i, i);
        }
        assertThatThrownBy(() -> registry.choose("newest:built"))
                .isInstanceOf(SelectionException.class)
                .hasMessageContaining("others may be newer");
    }

    @Test
    void aFollowedTagIsAskedForByNameAndPinned() {
        FakeRegistry registry = FakeRegistry.of("stable", "1.0.0").image("stable", 3);
        Selection selection = registry.select(Selector.of(TagPolicy.parse("digest:stable")));

        assertThat(selection.chosen().orElseThrow().digest()).contains(FakeRegistry.digest("stable"));
        assertThat(registry.listed).isZero();
        Selection none = FakeRegistry.of("1.0.0").select(Selector.of(TagPolicy.parse("digest:stable")));
        assertThat(none.nothing().orElseThrow().cause()).contains("is not there");
    }

    @Test
    void aFollowedTagHasToPassTheFilter() {
        FakeRegistry registry = new FakeRegistry().push("stable", 999);
        Selection selection = registry.select(
                new Selector(TagPolicy.parse("digest:stable"), TagFilter.none().atLeast(Duration.ofDays(1))));

        assertThat(selection.chosen()).isEmpty();
        assertThat(selection.nothing().orElseThrow().cause()).contains("less than 1d ago");
    }

    @Test
    void everyTagThatLostHasItsReason() {
        String signature = "sha256-" + FakeRegistry.digest("x").hex() + ".sig";
        FakeRegistry registry = FakeRegistry.of(
                        "1.0.0", "1.3.0", "1.4.0", "1.5.0-rc1", "2.0.0", "latest", "1.2.0-alpine", signature)
                .image("1.4.0", 0, "linux/amd64")
                .image("1.3.0", 0, "linux/arm64");
        TagFilter filter = TagFilter.none()
                .excluding(TagPattern.parse("-alpine$"))
                .including(TagPattern.parse("^[0-9]"))
                .on(ARM);
        Selection selection = registry.explain(new Selector(TagPolicy.semver("^1"), filter));

        assertThat(FakeRegistry.name(selection)).isEqualTo("1.3.0");
        assertThat(selection.lost())
                .extracting(lost -> lost.tag() + " " + lost.loss() + ": " + lost.reason())
                .containsExactly(
                        "1.0.0 OUTRANKED: 1.3.0 ranks higher",
                        "1.5.0-rc1 PRE_RELEASE: '1.5.0-rc1' is a pre-release and the range ^1 asks for none (add -0 to"
                                + " ask)",
                        "2.0.0 OUT_OF_RANGE: '2.0.0' is outside the range ^1",
                        "latest NOT_INCLUDED: the include pattern ^[0-9] does not match it",
                        "1.2.0-alpine EXCLUDED: the exclude pattern -alpine$ matches it",
                        signature
                                + " ARTIFACT: by its name it is a signature, attestation, SBOM, referrer or build cache, no"
                                + " image to run",
                        "1.4.0 PLATFORM: it runs on [linux/amd64], not on [linux/arm64]");
        assertThat(selection.census().read()).isEqualTo(8);
        assertThat(selection.census().lost().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(7);
    }

    @Test
    void withoutExplanationTheCensusStillCounts() {
        FakeRegistry registry = FakeRegistry.of("1.0.0", "1.1.0", "latest", "2.0.0");
        Selection selection = registry.select(Selector.of(TagPolicy.semver("^1")));

        assertThat(selection.lost()).isEmpty();
        assertThat(selection.census())
                .hasToString("4 tags read: 1 not of the policy's form, 1 outside the range, 1 outranked");
        Selection none = registry.select(Selector.of(TagPolicy.semver("^9")));
        assertThat(none.nothing().orElseThrow().toString())
                .isEqualTo("contoso.azurecr.io/team/app by semver:^9: no tag is acceptable (4 tags read: 1 not of the"
                        + " policy's form, 3 outside the range); ask for --explain to see each tag's reason");
    }

    @Test
    void aRegistryWithoutPushTimesHasNoNewestPush() {
        Selection selection = FakeRegistry.of("a", "b").select(Selector.of(TagPolicy.newest()));

        assertThat(selection.chosen()).isEmpty();
        assertThat(selection.nothing().orElseThrow().toString())
                .contains("does not tell when tags were pushed", "newest:built");
        assertThat(new FakeRegistry()
                        .select(Selector.of(TagPolicy.newest()))
                        .nothing()
                        .orElseThrow()
                        .cause())
                .isEqualTo("the repository has no tags");
    }
}
