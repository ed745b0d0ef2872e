package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.forge.BareRepository;
import dev.fairlead.forge.CommitStatus;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeSettings;
import dev.fairlead.forge.Forges;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequestDraft;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrCommandTest {
    @TempDir
    private Path folder;

    private BareRepository repository;
    private Forge forge;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void start() {
        repository = BareRepository.create(folder.resolve("config.git"));
        forge = Forges.open(repository.path().toString(), ForgeSettings.of(Map.of()));
    }

    @AfterEach
    void stop() {
        forge.close();
        repository.close();
    }

    private PullRequest opened(String title) {
        repository.commit("fairlead/app", Map.of("app.yaml", "image: app:2\n"));
        return forge.open(PullRequestDraft.of("fairlead/app", "main", title, "The body")
                        .withLabels(List.of("deps")))
                .pullRequest();
    }

    private int run(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        String[] all = new String[args.length + 3];
        all[0] = "pr";
        System.arraycopy(args, 0, all, 1, args.length);
        all[args.length + 1] = "--repo";
        all[args.length + 2] = repository.path().toString();
        return Main.commandLine(all)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }

    @Test
    void listsTheOpenOnes() {
        assertThat(run("list")).isEqualTo(ExitCode.DONE);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("No such pull request");
        opened("Update app to 2");
        assertThat(run("list")).isEqualTo(ExitCode.DONE);
        assertThat(out.toString().strip()).isEqualTo("#1 (open) Update app to 2  fairlead/app → main");
        run("list", "--state", "merged");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void listsAsJson() throws Exception {
        run("list", "--output", "json");
        assertThat(new ObjectMapper().readTree(out.toString()).path("pullRequests"))
                .isEmpty();
        PullRequest pull = opened("Update app to 2");
        run("list", "--output", "json", "--state", "all");
        JsonNode first =
                new ObjectMapper().readTree(out.toString()).path("pullRequests").path(0);
        assertThat(first.path("id").asText()).isEqualTo("1");
        assertThat(first.path("state").asText()).isEqualTo("open");
        assertThat(first.path("headCommit").asText()).isEqualTo(pull.headCommit());
        assertThat(first.path("labels").path(0).asText()).isEqualTo("deps");
        assertThat(first.path("closedAt").isNull()).isTrue();
    }

    @Test
    void showsTextsStatusesCommentsAndDiff() {
        PullRequest pull = opened("Update app to 2");
        forge.comment(pull.id(), "plan", "A comment");
        forge.report(
                pull.headCommit(),
                new CommitStatus("policy", CommitStatus.State.SUCCESS, "all well", Optional.empty()));
        assertThat(run("show", "#1")).isEqualTo(ExitCode.DONE);
        assertThat(out.toString())
                .contains("#1 (open) Update app to 2", "The body", "labels: deps", "A comment")
                .contains("[success] policy: all well")
                .contains("-image: app:1", "+image: app:2");
        assertThat(run("show", "1", "--max-diff", "0")).isEqualTo(ExitCode.DONE);
        assertThat(out.toString()).doesNotContain("image: app");
    }

    @Test
    void whatOthersWroteCannotSteerTheTerminal() {
        opened("Title \u001b[31mred\u0007 \u202etxet");
        run("list");
        assertThat(out.toString()).doesNotContain("\u001b", "\u0007", "\u202e").contains("red");
    }

    @Test
    void mergesAndDeletesTheBranch() {
        PullRequest pull = opened("Update app to 2");
        assertThat(run("merge", "1", "--expect", "1".repeat(40))).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("fairlead/app is at " + pull.headCommit());
        assertThat(run("merge", "1", "--method", "squash", "--delete-branch")).isEqualTo(ExitCode.DONE);
        assertThat(out.toString()).contains("#1 (merged)", "branch fairlead/app deleted");
        assertThat(repository.branch("fairlead/app")).isEmpty();
        assertThat(repository.files("main")).containsEntry("app.yaml", "image: app:2\n");
        assertThat(run("merge", "1")).isEqualTo(ExitCode.DONE);
    }

    @Test
    void closesAndKeepsTheBranch() {
        opened("Update app to 2");
        assertThat(run("close", "1")).isEqualTo(ExitCode.DONE);
        assertThat(out.toString()).contains("#1 (closed)");
        assertThat(repository.branch("fairlead/app")).isPresent();
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(run("show", "7")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("there is no such pull request", "fairlead pr list");
        assertThat(run("list", "--limit", "0")).isEqualTo(ExitCode.USAGE);
        assertThat(run()).isEqualTo(ExitCode.USAGE);
        assertThat(run("list", "--forge", "nowhere")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("there is no forge called 'nowhere'", "local (");
    }
}
