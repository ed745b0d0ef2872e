package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.configrepo.BareRepo;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code fairlead hold} from its words to the file on the base branch. */
class HoldCommandTest {
    private static final String CONFIG = "apiVersion: fairlead.dev/v1\nkind: UpdateConfig\nupdates: []\n";

    @TempDir
    Path temp;

    private BareRepo remote;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void start() throws Exception {
        remote = BareRepo.create(temp.resolve("config.git"));
        remote.commit("main", Map.of("fairlead.yaml", CONFIG), "start");
    }

    @AfterEach
    void stop() {
        remote.close();
    }

    private int run(String... words) {
        List<String> all =
                new ArrayList<>(List.of("hold", "--repo", remote.folder().toString()));
        all.addAll(List.of(words));
        return Main.commandLine(Map.of("FAIRLEAD_CACHE", temp.resolve("cache").toString()), all.toArray(String[]::new))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }

    private String config() throws Exception {
        return remote.files("refs/heads/main").get("fairlead.yaml");
    }

    @Test
    void aHoldBeginsAndEnds() throws Exception {
        assertThat(run("nginx", "1.27", "--why", "leaks", "--until", "2999-01-01", "--delivery", "commit"))
                .as(err.toString())
                .isEqualTo(ExitCode.DONE);
        assertThat(config())
                .endsWith("holds:\n- image: nginx\n  tag: \"1.27\"\n  why: leaks\n  until: \"2999-01-01\"\n");

        assertThat(run("--end", "nginx:1.27", "--delivery", "commit")).isEqualTo(ExitCode.DONE);
        assertThat(config()).endsWith(CONFIG);
    }

    @Test
    void itTellsThePullRequest() {
        assertThat(run("nginx", "--why", "leaks", "--by", "Grace")).isEqualTo(ExitCode.DONE);

        assertThat(out.toString()).contains("opened pull request").contains("free → held: leaks");
    }

    @ParameterizedTest
    @CsvSource({
        "nginx 1.27, --why",
        "nginx:1.27 1.27 --why x, keep one of them",
        "nginx 1.27 --why x --until soon, is no date",
        "nginx --end --why x, belong to a hold that begins",
        "nginx:a:b --why x, IMAGE",
        "nginx a/b --why x, TAG",
    })
    void aMistakeOfTheCommandLineIsTold(String words, String told) {
        assertThat(run(words.split(" "))).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains(told);
    }
}
