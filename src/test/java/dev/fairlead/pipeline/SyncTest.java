package dev.fairlead.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.forge.CommitStatus;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.pipeline.order.SyncOrder;
import dev.fairlead.pipeline.result.SyncState;
import dev.fairlead.pipeline.result.SyncState.Phase;
import dev.fairlead.update.report.UpdateListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of a real pull request, from its opening to a cluster. */
class SyncTest {
    private static final String FILE = "apps/values.yaml";

    @TempDir
    Path temp;

    private Dock dock;
    private Pipeline pipeline;

    @BeforeEach
    void start() {
        dock = new Dock(temp);
        dock.push("shop/api", "1", "2");
        dock.commit(Map.of(FILE, "image: " + dock.image("shop/api") + ":1\n"));
        pipeline = Pipeline.with(dock.access());
        pipeline.update(dock.telling(dock.image("shop/api") + ":2"), UpdateListener.SILENT);
    }

    @AfterEach
    void stop() {
        dock.close();
    }

    private SyncState look() {
        String id = dock.pulls().get(0).id();
        return pipeline.sync(new SyncOrder(dock.repository(), id, Optional.of("dev"), List.of()));
    }

    private void reported(String commit, CommitStatus.State state) {
        dock.forge.report(commit, new CommitStatus("fairlead/dev", state, "told", Optional.empty()));
    }

    @Test
    void fromTheMergeToTheCluster() {
        assertThat(look().phase()).isEqualTo(Phase.OPEN);
        PullRequest merged = dock.merge(dock.pulls().get(0));
        String commit = merged.mergeCommit().orElseThrow();
        assertThat(look().phase()).isEqualTo(Phase.MERGED);
        reported(commit, CommitStatus.State.PENDING);
        assertThat(look().phase()).isEqualTo(Phase.APPLYING);
        reported(commit, CommitStatus.State.FAILURE);
        assertThat(look().phase()).isEqualTo(Phase.FAILED);

        String later = dock.commit(Map.of(FILE, "image: fixed\n"));
        reported(later, CommitStatus.State.SUCCESS);
        assertThat(look()).satisfies(state -> {
            assertThat(state.phase()).isEqualTo(Phase.SYNCED);
            assertThat(state.mergeCommit()).contains(commit);
            assertThat(state.reports()).containsExactly("fairlead/dev: success, told");
        });
    }

    @Test
    void aCommitOfALineThatPartedBeforeTheMergeDoesNotCount() throws Exception {
        var parted = dock.remote.jgit().updateRef("refs/heads/side");
        parted.setNewObjectId(dock.remote.jgit().resolve("refs/heads/main"));
        parted.forceUpdate();
        String side = dock.remote.commit("side", Map.of(FILE, "image: other\n"), "side");
        dock.merge(dock.pulls().get(0));
        dock.remote.merge(
                "main", side, "bring the side in", java.time.Instant.now().plusSeconds(60));
        reported(side, CommitStatus.State.SUCCESS);
        assertThat(look().phase()).isEqualTo(Phase.MERGED);
        reported(dock.remote.head("refs/heads/main"), CommitStatus.State.SUCCESS);
        assertThat(look().phase()).isEqualTo(Phase.SYNCED);
    }

    @Test
    void whatWasReportedOnTheMergedCommitStaysWhereTheBranchWasRewritten() throws Exception {
        String before = dock.remote.head("refs/heads/main");
        String commit = dock.merge(dock.pulls().get(0)).mergeCommit().orElseThrow();
        reported(commit, CommitStatus.State.SUCCESS);
        var main = dock.remote.jgit().updateRef("refs/heads/main");
        main.setNewObjectId(dock.remote.jgit().resolve(before));
        main.forceUpdate();
        assertThat(look().phase()).isEqualTo(Phase.SYNCED);
    }
}
