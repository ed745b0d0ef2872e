package dev.fairlead.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.FairleadException;
import dev.fairlead.configrepo.BareRepo;
import dev.fairlead.configrepo.GitHttpServer;
import dev.fairlead.pipeline.access.Hidden;
import dev.fairlead.pipeline.access.Login;
import dev.fairlead.pipeline.order.RepositoryOrder;
import dev.fairlead.pipeline.result.ReachedRepository;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a config repository can be read, before anything is done with it. */
@Tag("service")
class ReachTest {
    private static final String PASSWORD = "s3cret-of-git";

    @TempDir
    Path temp;

    private Dock dock;
    private GitHttpServer git;

    @BeforeEach
    void start() throws Exception {
        dock = new Dock(temp);
        git = GitHttpServer.serve(temp).requiringBasic("ci", PASSWORD);
    }

    @AfterEach
    void stop() {
        git.close();
        dock.close();
    }

    private Pipeline pipeline(Login login) {
        return Pipeline.with(dock.access(login, Dock.NOBODY, false));
    }

    private RepositoryOrder served() {
        return RepositoryOrder.of(git.url("config.git"));
    }

    @Test
    void theBranchIsTold() {
        dock.commit(Map.of("a.yaml", "image: a:1\n"));
        ReachedRepository reached =
                pipeline(new Login.Password("ci", new Hidden(PASSWORD))).reach(served());
        assertThat(reached).isEqualTo(new ReachedRepository("main", 1));
    }

    @Test
    void aWrongPasswordIsToldAndNotShown() {
        dock.commit(Map.of("a.yaml", "image: a:1\n"));
        assertThatThrownBy(() ->
                        pipeline(new Login.Password("ci", new Hidden("wr0ng"))).reach(served()))
                .isInstanceOfSatisfying(
                        FairleadException.class, e -> assertThat(e.retryable()).isFalse())
                .hasMessageContaining("credentials")
                .hasMessageNotContaining("wr0ng");
    }

    @Test
    void aRepositoryWithoutACommitIsTold() throws Exception {
        BareRepo.create(temp.resolve("empty.git")).close();
        RepositoryOrder empty = RepositoryOrder.of(git.url("empty.git"));
        assertThatThrownBy(() ->
                        pipeline(new Login.Password("ci", new Hidden(PASSWORD))).reach(empty))
                .isInstanceOf(FairleadException.class)
                .hasMessageContaining("names no branch");
    }

    @Test
    void aServerThatIsAwayMayComeBack() {
        git.close();
        assertThatThrownBy(() -> pipeline(Dock.NOBODY).reach(served()))
                .isInstanceOfSatisfying(
                        FairleadException.class, e -> assertThat(e.retryable()).isTrue());
    }

    @Test
    void foldersAreRefusedWhereTheyAreNotAllowed() {
        assertThatThrownBy(() -> pipeline(Dock.NOBODY).reach(dock.repository()))
                .hasMessageContaining("folders of this machine are not allowed here");
    }
}
