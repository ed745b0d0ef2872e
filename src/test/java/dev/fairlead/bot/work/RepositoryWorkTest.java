package dev.fairlead.bot.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.bot.agenda.Wanted;
import dev.fairlead.bot.config.RepositoryRule;
import dev.fairlead.bot.config.SecretSource;
import dev.fairlead.configrepo.BareRepo;
import dev.fairlead.configrepo.GitException;
import dev.fairlead.configrepo.GitHttpServer;
import dev.fairlead.demo.registry.EmbeddedRegistry;
import dev.fairlead.demo.registry.EmbeddedRegistry.Options;
import dev.fairlead.image.ImageName;
import dev.fairlead.registry.RegistrySettings;
import dev.fairlead.update.NetworkRegistries;
import dev.fairlead.update.report.GroupResult;
import dev.fairlead.update.report.UpdateListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One repository over HTTP, by real Git. */
@Tag("service")
class RepositoryWorkTest {
    @TempDir
    Path temp;

    private EmbeddedRegistry registry;
    private NetworkRegistries registries;
    private GitHttpServer git;
    private BareRepo remote;
    private Path token;

    @BeforeEach
    void open() throws Exception {
        registry = EmbeddedRegistry.start(Options.open());
        registries = NetworkRegistries.of(registry.settings(RegistrySettings.plain()));
        Files.createDirectories(temp.resolve("repos/team"));
        remote = BareRepo.create(temp.resolve("repos/team/config.git"));
        remote.configure("http", "receivepack", "true");
        for (String app : List.of("api", "web")) {
            registry.pushImage("shop/" + app, "1.0.0", Map.of(), Instant.EPOCH);
        }
        remote.commit(
                "main",
                Map.of(
                        "fairlead.yaml",
                        """
                apiVersion: fairlead.dev/v1
                kind: UpdateConfig
                defaults: {delivery: commit, select: 'semver:^1'}
                updates:
                  - {name: api, image: 'HOST/shop/api', paths: api.yaml}
                  - {name: web, image: 'HOST/shop/web', paths: web.yaml}
                """.replace("HOST", registry.host()),
                        "api.yaml",
                        "image: " + registry.host() + "/shop/api:1.0.0\n",
                        "web.yaml",
                        "image: " + registry.host() + "/shop/web:1.0.0\n"),
                "start");
        git = GitHttpServer.serve(temp.resolve("repos")).requiringBasic("bot", "right");
        token = temp.resolve("token");
    }

    @AfterEach
    void close() {
        git.close();
        remote.close();
        registries.close();
        registry.close();
    }

    private RepositoryWork work() {
        RepositoryRule rule = new RepositoryRule(
                "shop",
                git.url("team/config.git"),
                Optional.of("gitea"),
                "fairlead.yaml",
                Duration.ofMinutes(1),
                List.of(
                        new RepositoryRule.Variable("FAIRLEAD_GIT_TOKEN", new SecretSource.File(token)),
                        new RepositoryRule.Variable("FAIRLEAD_GITEA_TOKEN", new SecretSource.File(token))));
        Map<String, String> environment = Map.of(
                "FAIRLEAD_CACHE", temp.resolve("cache").toString(),
                "FAIRLEAD_GIT_USERNAME", "bot",
                "FAIRLEAD_GIT_TOKEN", "the token of other repositories");
        return new RepositoryWork(rule, environment, registries);
    }

    private ImageName image(String app) {
        return ImageName.parse(registry.host() + "/shop/" + app);
    }

    @Test
    void aSecretThatIsRenewedCountsFromTheNextRunOn() throws Exception {
        Files.writeString(token, "wrong\n");
        registry.pushImage("shop/api", "1.1.0", Map.of(), Instant.EPOCH);
        try (RepositoryWork work = work()) {
            assertThatThrownBy(() -> work.run(Wanted.EVERYTHING, UpdateListener.SILENT))
                    .isInstanceOf(GitException.class)
                    .hasMessageNotContaining("wrong");

            Files.writeString(token, "right\n");

            assertThat(work.run(Wanted.EVERYTHING, UpdateListener.SILENT).groups())
                    .extracting(group -> group.result())
                    .containsExactly(GroupResult.COMMITTED, GroupResult.UNCHANGED);
        }
    }

    @Test
    void knowsAfterARunWhatConcernsIt() throws Exception {
        Files.writeString(token, "right");
        try (RepositoryWork work = work()) {
            assertThat(work.holds(image("other")))
                    .as("before it was read, everything")
                    .isTrue();

            work.run(Wanted.EVERYTHING, UpdateListener.SILENT);

            assertThat(work.known())
                    .isEqualTo(new KnownContent(true, Set.of(image("api"), image("web")), Set.of("main")));
            assertThat(work.holds(image("other"))).isFalse();
        }
    }

    @Test
    void aNarrowedRunLooksAtItsImageAlone() throws Exception {
        Files.writeString(token, "right");
        try (RepositoryWork work = work()) {
            work.run(Wanted.EVERYTHING, UpdateListener.SILENT);
            registry.pushImage("shop/api", "1.1.0", Map.of(), Instant.EPOCH);
            registry.pushImage("shop/web", "1.1.0", Map.of(), Instant.EPOCH);

            work.run(Wanted.only(Set.of(image("web"))), UpdateListener.SILENT);

            assertThat(remote.files("refs/heads/main").get("web.yaml")).contains(":1.1.0");
            assertThat(remote.files("refs/heads/main").get("api.yaml")).contains(":1.0.0");
            assertThat(work.known().images()).as("still known").hasSize(2);
        }
    }
}
