package dev.fairlead.forge.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.forge.BareRepository;
import dev.fairlead.forge.CommitReport;
import dev.fairlead.forge.CommitReport.Kind;
import dev.fairlead.forge.CommitReports;
import dev.fairlead.forge.CommitStatus;
import dev.fairlead.forge.CommitStatus.State;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeCredentials.AccessToken;
import dev.fairlead.forge.ForgeSettings;
import dev.fairlead.forge.Forges;
import dev.fairlead.forge.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GitHub's ways to report on a commit beside statuses, held against {@link GitHubStub}. */
class GitHubReportsTest {
    @TempDir
    Path folder;

    private GitHubStub stub;
    private Forge forge;
    private String commit;

    @BeforeEach
    void start() throws IOException {
        stub = new GitHubStub(BareRepository.create(folder.resolve("config.git")));
        forge = Forges.open(
                "https://github.example.com/acme/config.git",
                ForgeSettings.of(Map.of())
                        .named("github")
                        .withApiUrl(stub.api())
                        .withCredentials(new AccessToken(Secret.of(GitHubStub.TOKEN))));
        commit = stub.repository().branch("main").orElseThrow();
    }

    @AfterEach
    void stop() {
        forge.close();
        stub.close();
        stub.repository().close();
    }

    private Iterable<CommitReport> reports() {
        return forge.capability(CommitReports.class).orElseThrow().reports(commit);
    }

    @ParameterizedTest
    @CsvSource({
        "queued,      ,                PENDING",
        "in_progress, ,                PENDING",
        "waiting,     ,                PENDING",
        "completed,   success,         SUCCESS",
        "completed,   neutral,         SUCCESS",
        "completed,   skipped,         SUCCESS",
        "completed,   failure,         FAILURE",
        "completed,   action_required, FAILURE",
        "completed,   timed_out,       ERROR",
        "completed,   cancelled,       ERROR",
        "completed,   stale,           ERROR",
        "completed,   startup_failure, ERROR",
    })
    void aCheckRunStandsWhereItsStatusAndConclusionSay(String status, String conclusion, State state) {
        stub.reports.check(commit, "continuous-delivery/shop", status, conclusion, "Deployment of shop");
        assertThat(reports())
                .containsExactly(new CommitReport(
                        Kind.CHECK,
                        "continuous-delivery/shop",
                        state,
                        "Deployment of shop",
                        Optional.of("https://checks.example/continuous-delivery/shop")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-                              | PENDING |",
                "queued                         | PENDING |",
                "in_progress: rolling out       | PENDING | rolling out",
                "in_progress, success: healthy  | SUCCESS | healthy",
                "in_progress, failure: 1 of 3   | FAILURE | 1 of 3",
                "error: no such cluster         | ERROR   | no such cluster",
                "success: healthy, inactive     | SUCCESS | healthy",
                "failure: 1 of 3, inactive      | FAILURE | 1 of 3",
                "inactive                       | ERROR   |",
            })
    void aDeploymentStandsWhereItsNewestStatusSays(String states, State state, String description) {
        stub.reports.deployment(commit, "dev", states == null ? new String[0] : states.split(", "));
        assertThat(reports()).singleElement().satisfies(report -> {
            assertThat(report.kind()).isEqualTo(Kind.DEPLOYMENT);
            assertThat(report.name()).isEqualTo("dev");
            assertThat(report.state()).isEqualTo(state);
            assertThat(report.description()).isEqualTo(description == null ? "" : description);
        });
    }

    @Test
    void theNewestDeploymentOfAnEnvironmentCountsAndThoseOfOtherCommitsDoNot() {
        stub.reports.deployment(commit, "dev", "failure: first try");
        stub.reports.deployment(commit, "dev", "success: second try");
        stub.reports.deployment(commit, "prod", "in_progress");
        stub.reports.deployment("f".repeat(40), "qa", "success");
        assertThat(reports())
                .extracting(CommitReport::name, CommitReport::state)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("dev", State.SUCCESS),
                        org.assertj.core.groups.Tuple.tuple("prod", State.PENDING));
    }

    /** Pages of the stub hold three. */
    @Test
    void everyPageIsRead() {
        for (int i = 0; i < 7; i++) {
            forge.report(commit, new CommitStatus("fairlead/" + i, State.SUCCESS, "", Optional.empty()));
            stub.reports.check(commit, "check-" + i, "completed", "success", "");
            stub.reports.deployment(commit, "env-" + i, "success");
        }
        assertThat(reports()).hasSize(21).allMatch(report -> report.state() == State.SUCCESS);
    }

    private CommitReports source() {
        return forge.capability(CommitReports.class).orElseThrow();
    }

    private long asked(String part) {
        return stub.requests.stream().filter(request -> request.contains(part)).count();
    }

    /** A look at many commits costs requests for each, so that those that need not be are not made. */
    @Test
    void fewDeploymentsAreAskedForOnceForAllCommits() {
        String later = stub.repository().commit("main", Map.of("app.yaml", "image: app:9\n"));
        stub.reports.deployment(commit, "dev", "success: old");
        stub.reports.deployment(later, "dev", "success: new");
        stub.requests.clear();
        assertThat(source().reports(List.of(later, commit)))
                .extracting(CommitReport::description)
                .containsExactly("new", "old");
        assertThat(asked("/deployments?")).isEqualTo(1);
    }

    @Test
    void manyDeploymentsAreAskedForByCommit() {
        String later = stub.repository().commit("main", Map.of("app.yaml", "image: app:9\n"));
        stub.reports.deployment(commit, "dev", "success: old");
        for (int i = 0; i < 4; i++) {
            stub.reports.deployment(later, "dev" + i, "success: new");
        }
        assertThat(source().reports(List.of(later, commit)))
                .extracting(CommitReport::description)
                .containsExactly("new", "new", "new", "new", "old");
    }

    /** The stub's pages are of three commits. */
    @Test
    void ofVeryManyCommitsTheFirstAndTheBranchesNewestAreLookedAt() {
        List<String> after = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            after.add(stub.repository().commit("main", Map.of("app.yaml", "image: app:" + i + "\n")));
        }
        stub.requests.clear();
        assertThat(source().commitsHolding("main", commit, 4))
                .containsExactly(after.get(39), after.get(14), after.get(13), commit);
        assertThat(asked("/compare/")).isEqualTo(6);
    }
}
