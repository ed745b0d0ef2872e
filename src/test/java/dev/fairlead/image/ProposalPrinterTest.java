package dev.fairlead.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProposalPrinterTest {
    private static ImageProposal proposal(String branch) {
        ImageMetadata build = new ImageMetadata(
                Optional.of("Jenkins"),
                Optional.of("0123456789abcdef0123456789abcdef01234567"),
                Optional.of(branch),
                List.of("v1.4.0"),
                Optional.empty(),
                Optional.of("42"),
                Optional.of("https://ci.example/job/" + branch + "/42/"),
                SourceUrl.of("git@git.example:team/" + branch + ".git"),
                false,
                Instant.parse("2026-01-02T03:04:05Z"),
                List.of());
        return ImageProposal.of(build, List.of(TagTemplate.DEFAULT, TagTemplate.SEMVER))
                .named(Optional.of(ImageName.parse("contoso.azurecr.io/app")), Optional.empty());
    }

    @Test
    void printsArguments() {
        assertThat(ProposalPrinter.arguments(proposal("main")))
                .isEqualTo("--build-arg SOURCE_DATE_EPOCH=1767323045"
                        + " --build-arg REVISION=0123456789abcdef0123456789abcdef01234567"
                        + " --build-arg VERSION=main-0123456-20260102030405"
                        + " --label org.opencontainers.image.created=2026-01-02T03:04:05Z"
                        + " --label org.opencontainers.image.revision=0123456789abcdef0123456789abcdef01234567"
                        + " --label org.opencontainers.image.source=https://git.example/team/main"
                        + " --label org.opencontainers.image.title=main"
                        + " --label org.opencontainers.image.url=https://ci.example/job/main/42/"
                        + " --label org.opencontainers.image.version=1.4.0");
    }

    @Test
    void printsJson() throws IOException {
        JsonNode json = new ObjectMapper().readTree(ProposalPrinter.json(proposal("feature/\"x\"")));
        assertThat(json.at("/tags/0").asText()).isEqualTo("feature-x-0123456-20260102030405");
        assertThat(json.at("/tags/1").asText()).isEqualTo("1.4.0");
        assertThat(json.at("/image").asText()).isEqualTo("contoso.azurecr.io/app:feature-x-0123456-20260102030405");
        assertThat(json.at("/branch").asText()).isEqualTo("feature/\"x\"");
        assertThat(json.at("/dirty").asBoolean()).isFalse();
        assertThat(json.at("/time").asText()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(json.at("/labels/org.opencontainers.image.version").asText()).isEqualTo("1.4.0");
        assertThat(json.has("pullRequest")).isFalse();
    }

    /** Branches that Git allows (but for the blanks and the star, which it does not), made by someone who means harm. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "main",
                "$(touch${IFS}pwned)",
                "`touch${IFS}pwned`",
                "a;touch${IFS}pwned",
                "a&&touch${IFS}pwned",
                "a|touch${IFS}pwned",
                "a'b\"c",
                "'$(touch${IFS}pwned)'",
                "a>pwned",
                "<(touch pwned)",
                "#hash",
                "!history",
                "{a,b}",
                "--privileged",
                "a b  c",
                "*",
                "ü/日本",
                "%41",
                "a\nb",
            })
    void theShellTakesNoBranchForACommand(String branch) throws Exception {
        ImageProposal proposal = proposal(branch);
        String arguments = ProposalPrinter.arguments(proposal);
        String[] words = arguments.split(" ");

        // put into the script as text, as Jenkins' sh "docker build ${args} ." does
        assertThat(sh("printf '%s\\n' " + arguments, "")).containsExactly(words);
        // put in by command substitution, as docker build $(fairlead metadata …) . does
        assertThat(sh("printf '%s\\n' $(cat)", arguments)).containsExactly(words);
        // and the assignments keep the branch to the letter
        assertThat(sh("eval \"$(cat)\"; printf '%s' \"$IMAGE_BRANCH\"", ProposalPrinter.environment(proposal)))
                .containsExactly(branch.split("\n"));
    }

    private static String[] sh(String script, String input) throws IOException, InterruptedException {
        Process shell =
                new ProcessBuilder("sh", "-c", script).redirectErrorStream(true).start();
        try (var in = shell.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(printed).isZero();
        return printed.split("\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://user:pa55@git.example:8443/team/app.git", "https://git.example:8443/team/app/?x=pa55"})
    void credentialsAreTakenOutOfUrls(String remote) {
        assertThat(SourceUrl.of(remote)).contains("https://git.example:8443/team/app");
    }

    @Test
    void remotesBecomeUrlsThatAPersonCanOpen() {
        assertThat(SourceUrl.of("git@github.com:org/repo.git")).contains("https://github.com/org/repo");
        assertThat(SourceUrl.of("ssh://git@git.example:2222/org/repo")).contains("https://git.example/org/repo");
        assertThat(SourceUrl.of("git@ssh.dev.azure.com:v3/org/proj/repo"))
                .contains("https://dev.azure.com/org/proj/_git/repo");
        assertThat(SourceUrl.of("git.example:repo")).contains("https://git.example/repo");
        assertThat(SourceUrl.of("/srv/git/repo.git")).isEmpty();
        assertThat(SourceUrl.of("../repo")).isEmpty();
        assertThat(SourceUrl.of("file:///srv/git/repo.git")).isEmpty();
        assertThat(SourceUrl.of("C:\\git\\repo")).isEmpty();
    }
}
