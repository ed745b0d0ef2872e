package dev.fairlead.forge.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.LockedFile;
import dev.fairlead.forge.BareRepository;
import dev.fairlead.forge.CommitStatus;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.ForgeSettings;
import dev.fairlead.forge.MergeMethod;
import dev.fairlead.forge.MergeRequest;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequest.State;
import dev.fairlead.forge.PullRequestDraft;
import dev.fairlead.forge.PullRequestEdit;
import dev.fairlead.forge.PullRequestQuery;
import dev.fairlead.forge.RepositoryUrl;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Ref;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A process that ends between any two writes, and another one that does the same again. */
class LocalForgeCrashTest {
    private static final String BRANCH = "fairlead/app";
    private static final PullRequestDraft DRAFT =
            PullRequestDraft.of(BRANCH, "main", "Title", "Body").withMarker("m").withLabels(List.of("deps"));

    @TempDir
    private Path folder;

    /** The process ends here. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    static Stream<Arguments> operations() {
        Consumer<LocalForge> open = forge -> forge.open(DRAFT);
        return Stream.of(
                Arguments.of("open", open),
                Arguments.of("update", (Consumer<LocalForge>) forge ->
                        forge.update(forge.open(DRAFT).pullRequest().id(), PullRequestEdit.NONE.withTitle("New"))),
                Arguments.of("comment", (Consumer<LocalForge>)
                        forge -> forge.comment(forge.open(DRAFT).pullRequest().id(), "plan", "text")),
                Arguments.of("report", (Consumer<LocalForge>) forge -> forge.report(
                        forge.open(DRAFT).pullRequest().headCommit(),
                        new CommitStatus("c", CommitStatus.State.SUCCESS, "d", Optional.empty()))),
                Arguments.of("close", (Consumer<LocalForge>) forge -> forge.close(openOrLast(forge))),
                Arguments.of("merge", merge(MergeMethod.MERGE)),
                Arguments.of("squash", merge(MergeMethod.SQUASH)),
                Arguments.of("rebase", merge(MergeMethod.REBASE)),
                Arguments.of("delete branch", (Consumer<LocalForge>) forge -> {
                    PullRequest pull = forge.get(openOrLast(forge)).orElseThrow();
                    forge.deleteBranch(BRANCH, pull.headCommit());
                }));
    }

    private static Consumer<LocalForge> merge(MergeMethod method) {
        return forge -> forge.merge(openOrLast(forge), MergeRequest.by(method));
    }

    private static String openOrLast(LocalForge forge) {
        List<PullRequest> known = forge.find(PullRequestQuery.all().from(BRANCH));
        return known.isEmpty()
                ? forge.open(DRAFT).pullRequest().id()
                : known.get(0).id();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void theSameAgainEndsInTheSameState(String name, Consumer<LocalForge> operation) throws IOException {
        BareRepository undisturbed = prepared("undisturbed.git");
        int[] steps = {0};
        try (LocalForge forge = forge(undisturbed, step -> steps[0]++)) {
            operation.accept(forge);
        }
        assertThat(steps[0]).isPositive();
        for (int last = 1; last <= steps[0]; last++) {
            BareRepository disturbed = prepared(name + last + ".git");
            int end = last;
            int[] done = {0};
            try (LocalForge forge = forge(disturbed, step -> {
                if (++done[0] == end) {
                    throw new Killed();
                }
            })) {
                assertThatThrownBy(() -> operation.accept(forge)).isInstanceOf(Killed.class);
            }
            try (LocalForge forge = forge(disturbed, Steps.NONE)) {
                operation.accept(forge);
            }
            assertThat(state(disturbed)).as("ended after write %d", end).isEqualTo(state(undisturbed));
            disturbed.close();
        }
        undisturbed.close();
    }

    @Test
    void aProcessThatIsKilledInTheMiddleOfAMergeLeavesAMergeOrNone() throws Exception {
        for (int step = 1; step <= 5; step++) {
            BareRepository repository = prepared("killed" + step + ".git");
            Process process = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElse("java"),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Dying.class.getName(),
                            repository.path().toString(),
                            String.valueOf(step))
                    .redirectErrorStream(true)
                    .redirectOutput(new File(folder.toFile(), "log" + step))
                    .start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(Dying.DIED);
            try (LocalForge forge = forge(repository, Steps.NONE)) {
                merge(MergeMethod.SQUASH).accept(forge);
                PullRequest pull = forge.find(PullRequestQuery.all()).get(0);
                assertThat(pull.state()).isEqualTo(State.MERGED);
                assertThat(pull.mergeCommit()).isEqualTo(repository.branch("main"));
            }
            assertThat(repository.read("main").getParent(0).name()).isEqualTo(first(repository));
            repository.close();
        }
    }

    /** Opens and merges in a process of its own, which ends without any farewell after so many writes. */
    static final class Dying {
        static final int DIED = 137;

        private Dying() {}

        public static void main(String[] args) {
            int[] left = {Integer.parseInt(args[1])};
            Steps steps = step -> {
                if (--left[0] == 0) {
                    Runtime.getRuntime().halt(DIED);
                }
            };
            try (LocalForge forge =
                    LocalProvider.open(RepositoryUrl.parse(args[0]), ForgeSettings.of(Map.of()), steps)) {
                merge(MergeMethod.SQUASH).accept(forge);
            }
        }
    }

    @Test
    void aLockThatAKilledProcessLeftAmongOurRefsStopsNobody() throws IOException {
        BareRepository repository = prepared("locked.git");
        try (LocalForge forge = forge(repository, Steps.NONE)) {
            String id = forge.open(DRAFT).pullRequest().id();
            Path lock = Files.createFile(repository.path().resolve("refs/fairlead/pulls/1/meta.lock"));
            assertThat(forge.update(id, PullRequestEdit.NONE.withTitle("New")).changed())
                    .isTrue();
            assertThat(lock).doesNotExist();
        }
        repository.close();
    }

    @Test
    void theLockOfAWriterThatLivesIsWaitedFor() throws Exception {
        BareRepository repository = prepared("locked.git");
        try (LocalForge forge = forge(repository, Steps.NONE)) {
            String id = forge.open(DRAFT).pullRequest().id();
            Path lock = repository.path().resolve("refs/fairlead/pulls/1/meta.lock");
            CompletableFuture<Boolean> update =
                    LockedFile.holding(repository.path().resolve("fairlead-writers"), () -> {
                        Files.createFile(lock);
                        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(
                                () -> forge.update(id, PullRequestEdit.NONE.withTitle("New"))
                                        .changed());
                        assertThatThrownBy(() -> waiting.get(1500, TimeUnit.MILLISECONDS))
                                .isInstanceOf(TimeoutException.class);
                        Files.delete(lock);
                        return waiting;
                    });
            assertThat(update.get(60, TimeUnit.SECONDS)).isTrue();
        }
        repository.close();
    }

    @Test
    void theLockOfABranchIsNotBrokenAndNamed() throws IOException {
        BareRepository repository = prepared("locked.git");
        try (LocalForge forge = forge(repository, Steps.NONE)) {
            String id = forge.open(DRAFT).pullRequest().id();
            Path lock = Files.createFile(repository.path().resolve("refs/heads/main.lock"));
            Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minusSeconds(3600)));
            assertThatThrownBy(() -> forge.merge(id, MergeRequest.by(MergeMethod.MERGE)))
                    .isInstanceOfSatisfying(
                            ForgeException.class, e -> assertThat(e.retryable()).isTrue())
                    .hasMessageContaining("another process holds the lock")
                    .hasMessageContaining(lock.toString());
            Files.delete(lock);
            assertThat(forge.merge(id, MergeRequest.by(MergeMethod.MERGE)).state())
                    .isEqualTo(State.MERGED);
        }
        repository.close();
    }

    private BareRepository prepared(String name) {
        BareRepository repository = BareRepository.create(folder.resolve(name));
        repository.commit(BRANCH, Map.of("app.yaml", "image: app:2\n"));
        repository.commit("main", Map.of("other.yaml", "moved on\n"));
        return repository;
    }

    private static String first(BareRepository repository) {
        return repository.read("main~1").name();
    }

    private static LocalForge forge(BareRepository repository, Steps steps) {
        return LocalProvider.open(RepositoryUrl.parse(repository.path().toString()), ForgeSettings.of(Map.of()), steps);
    }

    /** Everything that people see, without ids of commits and times. */
    private static Map<String, Object> state(BareRepository repository) throws IOException {
        Map<String, Object> state = new TreeMap<>();
        try (LocalForge forge = forge(repository, Steps.NONE)) {
            for (PullRequest pull : forge.find(PullRequestQuery.all())) {
                state.put("pull " + pull.id(), List.of(pull.title(), pull.body(), pull.state(), pull.labels()));
                state.put("closed by " + pull.id(), forge.closedBy(pull.id()));
                state.put(
                        "comments " + pull.id(),
                        forge.comments(pull.id()).stream().map(c -> c.body()).toList());
                state.put("statuses " + pull.id(), forge.statuses(pull.headCommit()));
            }
        }
        state.put("files", repository.files("main"));
        int commits = 0;
        for (var at = repository.read("main");
                at.getParentCount() > 0;
                at = repository.read(at.getParent(0).name())) {
            commits++;
        }
        state.put("commits", commits);
        state.put(
                "refs",
                repository.git().getRefDatabase().getRefs().stream()
                        .map(Ref::getName)
                        .filter(ref -> !ref.startsWith(StatusStore.PREFIX))
                        .toList());
        return state;
    }
}
