package dev.fairlead.pipeline.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.image.GitSandbox;
import dev.fairlead.pipeline.Dock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every pipeline that people read runs here, against a registry, a config repository and a pull request that are real. */
class ExamplesTest {
    @TempDir
    Path temp;

    private Dock dock;
    private Path sources;

    @BeforeEach
    void start() throws IOException {
        dock = new Dock(temp);
        dock.push("shop/api", "1.4.0", "1.4.2", "1.5.0");
        dock.push("fairlead/fairlead", "0.1.0");
        String api = dock.image("shop/api");
        String deployment = "kind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n        - image: %s\n";
        dock.commit(Map.of(
                "fairlead.yaml",
                """
                apiVersion: fairlead.dev/v1
                kind: UpdateConfig
                updates: [{name: shop, image: '%s', select: 'semver:^1.4', paths: apps/shop}]
                """.formatted(api),
                "apps/shop/overlays/dev/deployment.yaml",
                deployment.formatted(api + ":1.4.0"),
                "apps/shop/overlays/prod/deployment.yaml",
                deployment.formatted(api + ":1.4.0"),
                "apps/fairlead/deployment.yaml",
                deployment.formatted(dock.image("fairlead/fairlead") + ":0.1.0")));
        GitSandbox sandbox = GitSandbox.withCommit(temp.resolve("sources"));
        sandbox.git("tag", "v1.5.0");
        sources = sandbox.folder();
    }

    @AfterEach
    void stop() {
        dock.close();
    }

    private List<String> run(String text) throws IOException {
        return new PipelineRun(dock, sources).run(temp.resolve("script"), text);
    }

    static Stream<Example> examples() {
        return Example.all().stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleRuns(Example example) throws IOException {
        run(example.text());
    }

    @Test
    void theReadmeAndThisProjectShowTheSteps() {
        assertThat(Example.all())
                .anyMatch(example -> example.place().startsWith("README.md")
                        && example.text().contains("gitopsUpdateImage"))
                .anyMatch(example ->
                        example.place().equals("Jenkinsfile") && example.text().contains("gitopsUpdateImage"));
    }

    /** The whole way of the example, with nothing left out. */
    @Test
    void theWayFromABuildToACluster() throws IOException {
        List<String> heard = run("""
                def image = gitopsImageMetadata repository: 'contoso.azurecr.io/shop/api'
                sh "docker build ${image.buildArgs} -t ${image.reference} . && docker push ${image.reference}"
                def newest = gitopsNewestTag image: 'contoso.azurecr.io/shop/api', select: 'semver:^1.4', credentialsId: 'acr'
                echo newest.tag
                def pr = gitopsUpdateImage repo: 'https://github.com/contoso/config.git', image: image.reference,
                        paths: ['apps/shop/overlays/dev'], credentialsId: 'github-app', reviewers: ['@contoso/ops'],
                        autoMerge: true
                gitopsWaitForSync pullRequest: pr, environment: 'dev', timeout: 20
                """);
        assertThat(heard).hasSize(2).contains("echo 1.5.0").anyMatch(line -> line.startsWith("sh docker build "));
        assertThat(dock.file("main", "apps/shop/overlays/dev/deployment.yaml")).contains("/shop/api:main-");
        assertThat(dock.file("main", "apps/shop/overlays/prod/deployment.yaml")).contains("/shop/api:1.4.0");
    }

    /** An example that Jenkins would refuse fails here. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "gitopsUpdateImage repository: 'x'                                      | has no parameter 'repository'",
                "gitopsUpdateImage repo: 'https://github.com/contoso/config.git', paths: 'apps' | paths cannot be apps",
                "gitopsUpdateImage repo: 'https://github.com/contoso/config.git', dryRun: 'yes' | dryRun cannot be yes",
                "gitopsWaitForSync pullRequest: 1, timeout: '20'                         | timeout cannot be 20",
                "echo gitopsImageMetadata(repository: 'contoso.azurecr.io/shop/api').refrence | refrence",
                "gitopsUpdateImages repo: 'x'                                           | gitopsUpdateImages",
                "gitopsNewestTag image: 'contoso.azurecr.io/shop/none', select: 'newest' | shop/none",
                "gitopsUpdateImage repo: 'https://github.com/contoso/config.git', image: 'contoso.azurecr.io/shop/api:9' | no such tag",
            })
    void anExampleThatIsWrongFails(String step, String told) {
        assertThatThrownBy(() -> run(step)).hasMessageContaining(told);
    }
}
