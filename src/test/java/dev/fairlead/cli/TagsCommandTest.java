package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.demo.registry.EmbeddedRegistry;
import dev.fairlead.demo.registry.EmbeddedRegistry.Options;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TagsCommandTest {
    private static final Instant BUILT = Instant.parse("2026-01-02T03:04:05Z");

    private EmbeddedRegistry registry;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void start() {
        registry = EmbeddedRegistry.start(Options.open());
        for (String tag : List.of("1.0.0", "1.10.0", "1.9.0", "2.0.0", "latest")) {
            registry.pushImage("team/app", tag, Map.of("tag", tag), BUILT);
        }
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private int run(boolean acr, String tag, String... options) {
        List<String> args = new ArrayList<>(List.of("tags", registry.host() + "/team/app" + tag));
        args.addAll(List.of(options));
        Map<String, String> environment = acr
                ? Map.of("FAIRLEAD_PLAIN_HTTP", registry.host(), "FAIRLEAD_ACR_HOSTS", registry.host())
                : Map.of("FAIRLEAD_PLAIN_HTTP", registry.host());
        return Main.commandLine(environment, args.toArray(String[]::new))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .execute(args.toArray(String[]::new));
    }

    @Test
    void printsTheTagAloneForAScript() {
        assertThat(run(false, "", "--select", "semver:^1")).as(err.toString()).isEqualTo(ExitCode.DONE);
        assertThat(out.toString().strip()).isEqualTo("1.10.0");
        assertThat(err.toString().strip())
                .isEqualTo(
                        "highest version in ^1; 5 tags read: 1 not of the policy's form, 1 outside the range, 2 outranked");
    }

    @Test
    void explainsEveryTagThatLost() {
        assertThat(run(false, "", "--select", "semver:^1", "--explain")).isEqualTo(ExitCode.DONE);
        assertThat(out.toString().lines())
                .containsExactly(
                        "1.10.0",
                        "  is the highest version in ^1",
                        "  1.9.0   1.10.0 ranks higher",
                        "  1.0.0   1.10.0 ranks higher",
                        "  2.0.0   '2.0.0' is outside the range ^1",
                        "  latest  'latest' is no version MAJOR.MINOR[.PATCH]");
        assertThat(err.toString().strip())
                .isEqualTo("5 tags read: 1 not of the policy's form, 1 outside the range, 2 outranked");
    }

    @Test
    void countsOnePreReleaseAsOne() {
        registry.pushImage("team/app", "1.11.0-rc.1", Map.of(), BUILT);
        run(false, "", "--select", "semver:^1");
        assertThat(err.toString()).contains(", 1 pre-release,");
        registry.pushImage("team/app", "1.11.0-rc.2", Map.of(), BUILT);
        run(false, "", "--select", "semver:^1");
        assertThat(err.toString()).contains(", 2 pre-releases,");
    }

    @Test
    void theNewestPushOfAnAcrNeedsOnePage() {
        registry.pushImage("team/app", "main-1", Map.of(), BUILT);
        int before = registry.requests();
        assertThat(run(true, "", "--select", "newest")).as(err.toString()).isEqualTo(ExitCode.DONE);
        assertThat(out.toString().strip()).isEqualTo("main-1");
        assertThat(registry.requests() - before).isEqualTo(1);
    }

    @Test
    void followsATagByItsDigest() {
        assertThat(run(false, "", "--select", "digest:latest"))
                .as(err.toString())
                .isEqualTo(ExitCode.DONE);
        assertThat(out.toString().strip()).matches("latest@sha256:[0-9a-f]{64}");
    }

    @Test
    void printsJson() throws Exception {
        assertThat(run(true, ":1.9.0", "--select", "semver:^1", "--explain", "--output", "json"))
                .isEqualTo(ExitCode.DONE);
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.at("/image").asText()).isEqualTo(registry.host() + "/team/app");
        assertThat(json.at("/policy").asText()).isEqualTo("semver:^1");
        assertThat(json.at("/selected/tag").asText()).isEqualTo("1.10.0");
        assertThat(json.at("/selected/reference").asText()).matches(".*/team/app:1\\.10\\.0@sha256:[0-9a-f]{64}");
        assertThat(json.at("/selected/pushed").asText()).isNotEmpty();
        assertThat(json.at("/step/outcome").asText()).isEqualTo("NEWER");
        assertThat(json.at("/read").asInt()).isEqualTo(5);
        assertThat(json.at("/lostCounts/OUTRANKED").asInt()).isEqualTo(2);
        assertThat(json.at("/lost")).hasSize(4);
        assertThat(json.at("/lost/0/loss").asText()).isEqualTo("OUTRANKED");
    }

    @Test
    void aDowngradeIsAFailure() {
        assertThat(run(false, ":2.0.0", "--select", "semver:^1")).isEqualTo(ExitCode.FAILED);
        assertThat(out.toString().strip()).isEqualTo("1.10.0");
        assertThat(err.toString()).contains("would be a downgrade: 2.0.0 ranks above 1.10.0");
    }

    @Test
    void nothingAcceptableIsAFailureThatSaysWhy() {
        assertThat(run(false, "", "--select", "semver:^3")).isEqualTo(ExitCode.FAILED);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("no tag is acceptable (5 tags read").contains("--explain");
    }

    @Test
    void everyFilterTakesPart() {
        registry.pushImage("team/app", "main-1a2b3c4-9", Map.of(), BUILT);
        registry.pushImage("team/app", "main-1a2b3c4-10", Map.of(), BUILT);
        registry.pushImage("team/app", "main-1a2b3c4-11", Map.of(), BUILT);
        assertThat(run(
                        false,
                        "",
                        "--select",
                        "numeric",
                        "--include",
                        "^main-",
                        "--exclude",
                        "glob:*-11",
                        "--extract",
                        "^main-[0-9a-f]{7}-(?P<n>\\d+)$",
                        "--platform",
                        "linux/amd64",
                        "--min-age",
                        "1h"))
                .as(err.toString())
                .isEqualTo(ExitCode.DONE);
        assertThat(out.toString().strip()).isEqualTo("main-1a2b3c4-10");
    }

    @Test
    void aPolicyThatIsNoneIsAFailureWithItsForms() {
        assertThat(run(false, "", "--select", "latest")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("'latest' is no policy").contains("semver:RANGE");
        assertThat(run(false, "")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--select");
    }
}
