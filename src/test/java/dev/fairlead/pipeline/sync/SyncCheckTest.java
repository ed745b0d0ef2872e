package dev.fairlead.pipeline.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.FairleadException;
import dev.fairlead.forge.CommitReport;
import dev.fairlead.forge.CommitReport.Kind;
import dev.fairlead.forge.CommitStatus;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.pipeline.order.RepositoryOrder;
import dev.fairlead.pipeline.order.SyncOrder;
import dev.fairlead.pipeline.result.SyncState;
import dev.fairlead.pipeline.result.SyncState.Phase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How far a pull request is, by what was reported. */
class SyncCheckTest {
    private static SyncState look(Forge forge, String environment, String contexts) {
        SyncOrder order = new SyncOrder(
                RepositoryOrder.of("https://forge.example/contoso/config"),
                "7",
                Optional.ofNullable(environment),
                contexts == null ? List.of() : List.of(contexts.split(" ")));
        return new SyncCheck(forge, order).look();
    }

    /** {@code [later ][deployed |check ]NAME=STATE[: DESCRIPTION]; …}, on the merged commit where it is not a later one. */
    private static Map<String, List<CommitReport>> reports(String written) {
        Map<String, List<CommitReport>> reports = new LinkedHashMap<>();
        for (String report : written == null ? new String[0] : written.split(" *; *")) {
            boolean later = report.startsWith("later ");
            String[] parts = report.replaceFirst("^later ", "").split("=", 2);
            String[] told = parts[1].split(": ", 2);
            boolean deployed = parts[0].startsWith("deployed ");
            boolean check = parts[0].startsWith("check ");
            reports.computeIfAbsent(later ? ReportedForge.LATER : ReportedForge.MERGED, any -> new ArrayList<>())
                    .add(new CommitReport(
                            deployed ? Kind.DEPLOYMENT : check ? Kind.CHECK : Kind.STATUS,
                            parts[0].replaceFirst("^(deployed|check) ", ""),
                            CommitStatus.State.valueOf(told[0].toUpperCase(Locale.ROOT)),
                            told.length > 1 ? told[1] : "",
                            Optional.empty()));
        }
        return reports;
    }

    @ParameterizedTest
    @CsvSource({
        "OPEN,   OPEN,   waiting for the merge of https://forge.example/contoso/config/pull/7",
        "CLOSED, CLOSED, https://forge.example/contoso/config/pull/7 was closed without a merge",
        "MERGED, MERGED, nobody has reported yet; what counts: fairlead/*",
    })
    void thePullRequestComesFirst(PullRequest.State state, Phase phase, String text) {
        SyncState now = look(ReportedForge.telling(state, Map.of()), null, null);
        assertThat(now.phase()).isEqualTo(phase);
        assertThat(now.text()).startsWith(text);
        assertThat(now.url()).isEqualTo("https://forge.example/contoso/config/pull/7");
        assertThat(now.mergeCommit().isPresent()).isEqualTo(state == PullRequest.State.MERGED);
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void onlySomePhasesAreTheEnd(Phase phase) {
        SyncState state = new SyncState(phase, "", "", Optional.empty(), List.of());
        assertThat(state.ended())
                .isEqualTo(List.of(Phase.CLOSED, Phase.FAILED, Phase.SYNCED).contains(phase));
    }

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        # what was reported                                                                 | environment | phase    | text
        kustomization/apps/1a2b3c4d=success: reconciliation succeeded                       | -           | SYNCED   | kustomization/apps/1a2b3c4d: success, reconciliation succeeded
        kustomization/apps-dev/1a2b3c4d=success: reconciliation succeeded                   | dev         | SYNCED   | apps-dev
        helmrelease/shop/1a2b3c4d=success: upgrade succeeded                                | -           | SYNCED   | upgrade succeeded
        kustomization/apps/1a2b3c4d=failure: health check failed                            | -           | FAILED   | kustomization/apps/1a2b3c4d: failure, health check failed
        kustomization/apps/1a2b3c4d=success: dependency not ready                           | -           | APPLYING | dependency not ready
        kustomization/apps/1a2b3c4d=success: health check canceled                          | -           | APPLYING | health check canceled
        gitrepository/flux-system/1a2b3c4d=success: new artifact                            | -           | MERGED   | nobody has reported yet
        continuous-delivery/shop-dev=success                                                | dev         | SYNCED   | continuous-delivery/shop-dev: success
        check continuous-delivery/shop-dev=success: Deployment of shop-dev                  | dev         | SYNCED   | Deployment of shop-dev
        ArgoCD/shop-dev=pending                                                             | dev         | APPLYING | ArgoCD/shop-dev: pending
        argocd/shop-dev=error: the cluster cannot be reached                                | dev         | FAILED   | the cluster cannot be reached
        fairlead/dev=success: 3 objects healthy                                             | dev         | SYNCED   | 3 objects healthy
        fairlead/dev=pending: applying; fairlead/dev-2=success                              | dev         | APPLYING | fairlead/dev: pending, applying
        deployed dev=success                                                                | dev         | SYNCED   | dev: success
        deployed dev/eu=pending; deployed dev/us=success                                    | dev         | APPLYING | dev/eu: pending
        deployed DEV=success                                                                | dev         | SYNCED   | DEV: success
        deployed production=success                                                         | dev         | MERGED   | (seen and not counted: production)
        # an environment is a whole word, and not the word that says by whom
        kustomization/development/1a2b3c4d=success                                          | dev         | MERGED   | (seen and not counted: kustomization/development/1a2b3c4d)
        kustomization/dev2/1a2b3c4d=success                                                 | dev         | MERGED   | seen and not counted
        kustomization/dev_2/1a2b3c4d=success                                                | dev         | SYNCED   | dev_2
        fairlead/prod=success                                                               | fairlead    | MERGED   | (seen and not counted: fairlead/prod)
        kustomization/apps/1a2b3c4d=success; kustomization/apps/5e6f7a8b=success            | dev         | MERGED   | of the environment dev (seen and not counted: kustomization/apps/1a2b3c4d, kustomization/apps/5e6f7a8b)
        # who is no agent
        ci/build=failure: red                                                               | -           | MERGED   | nobody has reported yet
        check build=failure: red                                                            | -           | MERGED   | nobody has reported yet
        # all who count have to be done; one that failed is enough
        kustomization/a/1a2b3c4d=success; kustomization/b/1a2b3c4d=pending                  | -           | APPLYING | kustomization/b/1a2b3c4d: pending
        kustomization/a/1a2b3c4d=pending; kustomization/b/1a2b3c4d=failure: no              | -           | FAILED   | kustomization/b/1a2b3c4d: failure, no
        # a later commit that holds the merged one counts, too
        later kustomization/apps/1a2b3c4d=success                                           | -           | SYNCED   | kustomization/apps/1a2b3c4d: success
        later fairlead/dev=pending; fairlead/dev=failure: timed out                         | dev         | APPLYING | fairlead/dev: pending
        later fairlead/dev=failure: broken since; fairlead/dev=success                      | dev         | SYNCED   | fairlead/dev: success
        later fairlead/dev=success; fairlead/dev=failure: timed out                         | dev         | SYNCED   | fairlead/dev: success
        """)
    void theKnownAgents(String reported, String environment, Phase phase, String text) {
        SyncState now = look(ReportedForge.telling(PullRequest.State.MERGED, reports(reported)), environment, null);
        assertThat(now.phase()).as(now.text()).isEqualTo(phase);
        assertThat(now.text()).contains(text);
    }

    @ParameterizedTest(name = "{0} of {1} in {2}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        # what was reported                            | chosen            | environment | phase    | text
        deploy/apps=success                            | deploy/*          | -           | SYNCED   | deploy/apps: success
        deploy/apps=success                            | deploy/*          | dev         | SYNCED   | deploy/apps: success
        Deploy/apps=success                            | deploy/*          | -           | MERGED   | deploy/*
        deploy/apps=success                            | deploy/* smoke    | -           | APPLYING | smoke: no report yet
        deploy/apps=success; smoke=pending: running    | deploy/* smoke    | -           | APPLYING | smoke: pending, running
        deploy/apps=success; check smoke=success       | deploy/* smoke    | -           | SYNCED   | smoke: success
        deploy/apps=success; smoke=failure: 2 of 9     | deploy/* smoke    | -           | FAILED   | smoke: failure, 2 of 9
        kustomization/apps/1a2b3c4d=success            | deploy/*          | -           | MERGED   | nobody has reported yet; what counts: deploy/*
        deployed dev=success                           | deploy/*          | -           | MERGED   | nobody has reported yet
        deployed dev=success; deployed prod=pending    | dev               | -           | SYNCED   | dev: success
        deployed dev=success                           | dev*              | prod        | MERGED   | (seen and not counted: dev)
        a.b=success                                    | a?b               | -           | MERGED   | nobody has reported yet
        """)
    void contextsThatAreChosenAreTakenAtTheirWord(
            String reported, String contexts, String environment, Phase phase, String text) {
        SyncState now = look(ReportedForge.telling(PullRequest.State.MERGED, reports(reported)), environment, contexts);
        assertThat(now.phase()).as(now.text()).isEqualTo(phase);
        assertThat(now.text()).contains(text);
    }

    @Test
    void everyReportThatCountsIsListedWithItsAddress() {
        CommitReport linked = new CommitReport(
                Kind.STATUS,
                "fairlead/dev",
                CommitStatus.State.SUCCESS,
                "3 objects healthy",
                Optional.of("https://tower.example/dev"));
        SyncState now = look(
                ReportedForge.telling(PullRequest.State.MERGED, Map.of(ReportedForge.MERGED, List.of(linked))),
                null,
                null);
        assertThat(now.reports())
                .containsExactly("fairlead/dev: success, 3 objects healthy (https://tower.example/dev)");
        assertThat(now.mergeCommit()).contains(ReportedForge.MERGED);
    }

    @Test
    void aForgeThatKnowsNoReportsSaysSo() {
        assertThatThrownBy(() -> look(ReportedForge.silent(), null, null))
                .isInstanceOfSatisfying(
                        FairleadException.class,
                        e -> assertThat(e.problem().remedy()).isNotBlank())
                .hasMessageContaining("Test forge does not tell what agents report");
    }

    @Test
    void aPullRequestThatIsNotThereSaysSo() {
        SyncOrder order = new SyncOrder(RepositoryOrder.of("x"), "8", Optional.empty(), List.of());
        assertThatThrownBy(() -> new SyncCheck(ReportedForge.silent(), order).look())
                .isInstanceOf(FairleadException.class)
                .hasMessageContaining("#8: there is no such pull request");
    }
}
