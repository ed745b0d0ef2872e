package dev.fairlead.update.pending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.configrepo.CommitInfo;
import dev.fairlead.configrepo.GitId;
import dev.fairlead.configrepo.Identity;
import dev.fairlead.image.ImageReference;
import dev.fairlead.image.Tag;
import dev.fairlead.update.config.DigestStyle;
import dev.fairlead.update.config.PathPattern;
import dev.fairlead.update.config.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a commit's message tells of a group's proposals, and what is left of that when others have handled it. */
class GroupCommitTest {
    private static final String TREE = "1".repeat(40);
    private static final Scope SHORT = Scope.of(List.of("apps/a b", "apps/*/dev"));
    private static final Scope LONG = new Scope(paths(0, 200), paths(50, 60));

    private static List<PathPattern> paths(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(n -> PathPattern.of("clusters/east,west/app %04d=x/deployment.yaml".formatted(n)))
                .toList();
    }

    private static Proposal proposal(int image, Scope scope) {
        ImageReference reference = ImageReference.parse("bench.example/team/app-%04d:1.0.1".formatted(image));
        Version version =
                new Version(Tag.of("1.0.1"), Optional.empty(), Optional.of(Instant.parse("2026-01-01T00:00:00Z")));
        return new Proposal(
                Subject.ofArguments(reference.name(), scope),
                version,
                DigestStyle.KEEP,
                "told by the build",
                Optional.empty(),
                false,
                List.of(FileMark.of("a")));
    }

    private static String message(List<Proposal> proposals) {
        return new GroupCommit("shop", true, proposals).message("Update", Map.of("Team", "shop"), TREE);
    }

    private static CommitInfo commit(String message) {
        Identity somebody = new Identity("a", "a@example.com");
        return new CommitInfo(
                GitId.of("2".repeat(40)), List.of(), GitId.of(TREE), somebody, somebody, Instant.EPOCH, message);
    }

    @Test
    void whatWasWrittenIsRead() {
        List<Proposal> proposals =
                List.of(proposal(1, Scope.EVERYWHERE), proposal(2, SHORT), proposal(3, LONG), proposal(4, LONG));

        GroupCommit read = GroupCommit.read(commit(message(proposals))).orElseThrow();

        assertThat(read.proposals()).isEqualTo(proposals);
        assertThat(read.group()).isEqualTo("shop");
    }

    @Test
    void aShortScopeStandsInItsProposal() {
        assertThat(message(List.of(proposal(2, SHORT))))
                .contains("Fairlead-Update: bench.example/team/app-0002:1.0.1 paths=apps/*/dev,apps/a%20b pushed=")
                .doesNotContain("Fairlead-Scope");
    }

    @Test
    void aLongScopeIsWrittenOnceInLinesOfABearableLength() {
        String message = message(List.of(proposal(3, LONG), proposal(4, LONG)));

        assertThat(message.split("app%200199%3D", -1)).as("one occurrence").hasSize(2);
        assertThat(message.lines().filter(line -> line.startsWith("Fairlead-Scope: ")))
                .hasSizeGreaterThan(5)
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(1_500));
    }

    @Test
    void messagesOfEarlierVersionsAreRead() {
        String paths = String.join(
                ",",
                LONG.paths().stream()
                        .map(path -> Attributes.encode(path.toString()))
                        .toList());

        assertThat(GroupCommit.proposals("x\n\nFairlead-Update: bench.example/team/app-0003:1.0.1 paths=" + paths))
                .singleElement()
                .satisfies(read -> assertThat(read.subject().scope().paths()).isEqualTo(LONG.paths()));
    }

    @Test
    void aSquashJoinsMessagesAndIndentsThem() {
        List<Proposal> first = List.of(proposal(3, LONG));
        List<Proposal> second = List.of(proposal(4, LONG), proposal(5, new Scope(paths(0, 90), List.of())));
        String squashed = "Update (#3)\n\n* " + message(first).replace("\n", "\n  ") + "\n* "
                + message(second).replace("\n", "\n\t");

        assertThat(GroupCommit.proposals(squashed)).containsExactly(first.get(0), second.get(0), second.get(1));
    }

    @Test
    void aScopeOfWhichALineIsLostIsNoScopeAtAll() {
        String message = message(List.of(proposal(1, Scope.EVERYWHERE), proposal(3, LONG)));
        String cut = message.replaceFirst("Fairlead-Scope: .*\n", "");

        assertThat(GroupCommit.proposals(cut)).containsExactly(proposal(1, Scope.EVERYWHERE));
    }

    @Test
    void garbledLinesTellNothing() {
        assertThat(GroupCommit.proposals("""
                Fairlead-Scope:
                Fairlead-Scope: zz paths=%zz
                Fairlead-Update: app:1 scope=zz
                Fairlead-Update: app:1 paths=%zz
                Fairlead-Update: app:1 paths=../out
                Fairlead-Update:
                """)).isEmpty();
    }

    @Test
    void thousandsOfImagesWithThousandsOfPathsMakeAMessageOfAFewMegabytesAtMost() {
        Scope scope = new Scope(paths(0, 5_000), List.of());
        List<Proposal> proposals =
                IntStream.range(0, 5_000).mapToObj(n -> proposal(n, scope)).toList();

        String message = message(proposals);

        assertThat(message).hasSizeLessThan(2_000_000);
        assertThat(GroupCommit.read(commit(message)).orElseThrow().proposals()).isEqualTo(proposals);
    }

    @Test
    void aMarkerTellsLongScopesAsLongAsThereIsRoom() {
        Scope fits = new Scope(paths(0, 40), List.of());
        Marker small = marker(List.of(proposal(1, fits), proposal(2, fits), proposal(3, SHORT)));
        Marker large = marker(List.of(proposal(1, SHORT), proposal(2, LONG), proposal(3, SHORT)));

        assertThat(small.write()).hasSizeLessThan(8_500);
        assertThat(Marker.read(small.write())).contains(small);
        assertThat(large.write()).hasSizeLessThan(8_500);
        assertThat(Marker.read(large.write()).orElseThrow().whole()).isFalse();
        assertThat(Marker.read(large.write()).orElseThrow().proposals()).containsExactly(proposal(1, SHORT));
    }

    @Test
    void aMarkerThatIsNotWholeStaysSoWhenItIsWrittenAgain() {
        Marker read = Marker.read(
                        marker(List.of(proposal(1, SHORT), proposal(2, LONG))).write())
                .orElseThrow();

        assertThat(Marker.read(read.asWithdrawn().write())).contains(read.asWithdrawn());
    }

    private static Marker marker(List<Proposal> proposals) {
        return new Marker(
                "shop", Optional.of("config/fair lead.yaml"), "2".repeat(40), true, false, "t", "b", proposals, true);
    }
}
