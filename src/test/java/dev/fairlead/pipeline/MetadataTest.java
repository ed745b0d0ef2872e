package dev.fairlead.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.FairleadException;
import dev.fairlead.image.GitSandbox;
import dev.fairlead.pipeline.access.Access;
import dev.fairlead.pipeline.access.Login;
import dev.fairlead.pipeline.access.Network;
import dev.fairlead.pipeline.order.MetadataOrder;
import dev.fairlead.pipeline.result.ImageFacts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a step learns of its build, from a real work tree and the variables that Jenkins sets. */
class MetadataTest {
    private static final MetadataOrder API = order(Optional.of("contoso.azurecr.io/shop/api"));

    @TempDir
    Path temp;

    private GitSandbox sources;

    @BeforeEach
    void sources() throws IOException {
        sources = GitSandbox.withCommit(temp.resolve("sources"));
    }

    private static MetadataOrder order(Optional<String> repository, String... templates) {
        return new MetadataOrder(repository, List.of(templates), Optional.empty());
    }

    private ImageFacts facts(MetadataOrder order, Map<String, String> environment) {
        Login nobody = new Login.Nobody();
        Access access =
                new Access(Map.of(), nobody, nobody, nobody, Network.DIRECT, temp.resolve("cache"), false, environment);
        return Pipeline.with(access).metadata(order, sources.folder());
    }

    @Test
    void theWorkTreeAndTheBuildNameTheImage() throws IOException {
        sources.git("tag", "v1.4.0");
        ImageFacts facts = facts(
                API,
                Map.of("BRANCH_NAME", "main", "JENKINS_URL", "https://ci.example/", "SOURCE_DATE_EPOCH", "1767323045"));

        String tag = "main-" + sources.head().substring(0, 7) + "-20260102030405";
        assertThat(facts.tag()).isEqualTo(tag);
        assertThat(facts.tags()).containsExactly(tag, "1.4.0");
        assertThat(facts.reference()).contains("contoso.azurecr.io/shop/api:" + tag);
        assertThat(facts.commit()).contains(sources.head());
        assertThat(facts.branch()).contains("main");
        assertThat(facts.version()).contains("1.4.0");
        assertThat(facts.notes()).isEmpty();
        assertThat(facts.labels())
                .containsEntry("org.opencontainers.image.revision", sources.head())
                .containsEntry("org.opencontainers.image.created", "2026-01-02T03:04:05Z");
        assertThat(facts.buildArgs())
                .contains("--build-arg VERSION=" + tag)
                .contains("--label org.opencontainers.image.revision=" + sources.head());
    }

    @Test
    void aPushedDigestPinsTheReference() {
        String digest = "sha256:" + "a".repeat(64);
        MetadataOrder pushed =
                new MetadataOrder(Optional.of("contoso.azurecr.io/shop/api"), List.of("build"), Optional.of(digest));
        assertThat(facts(pushed, Map.of()).reference()).contains("contoso.azurecr.io/shop/api:build@" + digest);
    }

    @Test
    void withoutARepositoryThereAreTagsAndNoReference() {
        ImageFacts facts = facts(order(Optional.empty(), "<sha7>"), Map.of());
        assertThat(facts.reference()).isEmpty();
        assertThat(facts.tag()).hasSize(7);
    }

    @Test
    void aTemplateThatWasAskedForAndGivesNoTagIsTold() {
        ImageFacts facts = facts(order(Optional.empty(), "<sha7>", "<semver>"), Map.of());
        assertThat(facts.tags()).hasSize(1);
        assertThat(facts.notes())
                .singleElement()
                .asString()
                .contains("<semver>")
                .contains("tag");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "contoso.azurecr.io/shop/api:1.0 | <sha7>   | parameter 'repository': ",
                "Contoso/SHOP                    | <sha7>   | parameter 'repository': ",
                "shop/api                        | <shaa>   | parameter 'templates': ",
                "shop/api                        | <semver> | tag template '<semver>': ",
            })
    void whatCannotBeReadIsToldWithItsParameter(String repository, String template, String told) {
        assertThatThrownBy(() -> facts(order(Optional.of(repository), template), Map.of()))
                .isInstanceOfSatisfying(
                        FairleadException.class,
                        e -> assertThat(e.problem().remedy()).isNotBlank())
                .hasMessageStartingWith(told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$(touch${IFS}pwned)",
                "`touch${IFS}pwned`",
                "a;touch${IFS}pwned;b",
                "a&touch${IFS}pwned",
                "a|touch${IFS}pwned",
                "a'b",
                "a\"b",
                "x>pwned",
                "--privileged",
                "größe/日本",
                "%41{b,c}",
            })
    void theShellTakesNoBranchForACommand(String branch) throws Exception {
        sources.git("config", "remote.origin.url", "https://git.example/team/" + branch);
        ImageFacts facts = facts(API, Map.of("BRANCH_NAME", branch, "JENKINS_URL", "https://ci.example/"));

        Path work = Files.createDirectories(temp.resolve("work"));
        Process shell = new ProcessBuilder("sh", "-c", "printf '%s\\n' " + facts.buildArgs())
                .directory(work.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(printed).isZero();
        assertThat(printed.lines()).containsExactly(facts.buildArgs().split(" "));
        assertThat(work).isEmptyDirectory();
        assertThat(facts.branch()).contains(branch);
        assertThat(facts.tag()).matches("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
    }
}
