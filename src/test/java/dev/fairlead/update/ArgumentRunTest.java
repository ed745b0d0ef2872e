package dev.fairlead.update;

import static dev.fairlead.update.Workshop.API;
import static dev.fairlead.update.Workshop.config;
import static dev.fairlead.update.Workshop.deployment;
import static dev.fairlead.update.Workshop.minute;
import static dev.fairlead.update.Workshop.onlyItem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.registry.RegistrySettings;
import dev.fairlead.update.report.ItemResult;
import dev.fairlead.update.report.UpdateReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run by arguments alone takes from the repository's configuration, and what becomes of files that nobody can read. */
class ArgumentRunTest {
    private static final String REGISTRIES = """
            registries:
              - host: registry.contoso.example:5000
                plainHttp: true
            updates: []
            """;

    @TempDir
    Path temp;

    private Workshop shop;
    private final List<RegistrySettings> asked = new ArrayList<>();

    @BeforeEach
    void open() {
        shop = new Workshop(temp);
        shop.registry.push(API, "1.0.0", minute(0)).push(API, "1.1.0", minute(10));
        shop.commit("main", Map.of("apps/api.yaml", deployment("api", API + ":1.0.0")), "start");
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private UpdateReport tell() {
        UpdateEnvironment environment = shop.environment();
        return Updates.run(
                Workshop.told(API + ":1.1.0", "apps"),
                UpdateEnvironment.of(environment.repo(), shop.forge, adjustment -> {
                            asked.add(adjustment.apply(RegistrySettings.plain()));
                            return shop.registry;
                        })
                        .withClock(environment.clock())
                        .withRaces(environment.races()));
    }

    @Test
    void registriesOfTheConfigurationServeARunByArguments() {
        shop.commit("main", Map.of("fairlead.yaml", config(REGISTRIES)), "registries");

        UpdateReport report = tell();

        assertThat(onlyItem(report).result()).isEqualTo(ItemResult.UPDATE);
        assertThat(report.notes()).isEmpty();
        assertThat(asked)
                .singleElement()
                .satisfies(settings -> assertThat(settings)
                        .isEqualTo(RegistrySettings.plain().withPlainHttpHost("registry.contoso.example:5000")));
    }

    @Test
    void holdsOfTheConfigurationBindARunByArguments() {
        shop.commit(
                "main",
                Map.of(
                        "fairlead.yaml",
                        config("updates: []\nholds:\n  - {image: %s, tag: 1.1.0, why: leaks}\n".formatted(API))),
                "hold");

        assertThat(onlyItem(tell()).result()).isEqualTo(ItemResult.HELD);
    }

    @Test
    void aConfigurationThatCannotBeReadIsANote() {
        shop.commit("main", Map.of("fairlead.yaml", config("updates: []\nregistrys: []\n")), "a slip");

        UpdateReport report = tell();

        assertThat(report.status()).isEqualTo(UpdateReport.Status.DONE);
        assertThat(onlyItem(report).result()).isEqualTo(ItemResult.UPDATE);
        assertThat(asked).containsExactly(RegistrySettings.plain());
        assertThat(report.notes())
                .singleElement()
                .asString()
                .startsWith("fairlead.yaml:4:1: ")
                .contains("registrys")
                .endsWith("(this run by arguments goes on without its registries, holds and signature rules)");
    }

    @Test
    void aCertificateThatIsNotThereIsANote() {
        shop.commit(
                "main",
                Map.of("fairlead.yaml", config(REGISTRIES.replace("plainHttp: true", "certificateAuthority: ca.pem"))),
                "no certificate");

        UpdateReport report = tell();

        assertThat(onlyItem(report).result()).isEqualTo(ItemResult.UPDATE);
        assertThat(report.notes()).singleElement().asString().startsWith("ca.pem: ");
    }

    @Test
    void whatAnEntryHasProposedOnTheSameBranchIsNotLostToAConfigurationThatCannotBeRead() {
        String config =
                config("updates:\n  - {name: shop, image: %s, select: semver:^1, paths: [apps]}\n".formatted(API));
        shop.commit("main", Map.of("fairlead.yaml", config), "an entry");
        shop.run();
        shop.commit("main", Map.of("fairlead.yaml", config + "registrys: []\n"), "a slip");
        Map<String, String> refs = shop.refs();

        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> Updates.run(
                        UpdateRequest.ofEntry(ArgumentEntry.of(
                                List.of(dev.fairlead.image.ImageName.parse(Workshop.WEB)),
                                java.util.Optional.empty(),
                                dev.fairlead.update.config.ImageStyle.DEFAULT,
                                dev.fairlead.update.config.Scope.of(List.of("apps")),
                                java.util.Optional.of("shop"),
                                dev.fairlead.update.config.delivery.DeliverySettings.DEFAULT)),
                        shop.environment())))
                .hasMessageContaining("registrys");
        assertThat(shop.refs()).isEqualTo(refs);
    }

    @Test
    void filesThatCannotBeReadAndMayHoldTheImageAreToldInOneLine() {
        String broken = "image: {registry: contoso.azurecr.io, repository: shop, name: api\n  tag: [1.0.0\n";
        shop.commit(
                "main",
                Map.of(
                        "apps/a.yaml", broken,
                        "apps/b.yaml", broken,
                        "apps/c.yaml", broken,
                        "apps/d.yaml", broken,
                        "apps/unrelated.yaml", "other: [\n",
                        "elsewhere/a.yaml", broken),
                "broken");

        UpdateReport report = tell();

        assertThat(report.status()).isEqualTo(UpdateReport.Status.DONE);
        assertThat(report.notes())
                .singleElement()
                .asString()
                .startsWith("4 files that may hold a wanted image could not be read: apps/a.yaml:")
                .contains(", apps/b.yaml:", ", apps/c.yaml:")
                .endsWith(" and 1 more; 'fairlead scan' tells all");
        assertThat(shop.onlyPull().body()).as("nothing for reviewers").doesNotContain("could not be read");
    }

    @Test
    void aFileThatNamesTheImageIsToldByItsGroupAndNotTwice() {
        shop.commit("main", Map.of("apps/a.yaml", "image: [" + API + ":1.0.0\n"), "broken");

        UpdateReport report = tell();

        assertThat(report.notes()).isEmpty();
        assertThat(Workshop.only(report).unchanged())
                .singleElement()
                .satisfies(problem -> assertThat(problem.place()).startsWith("apps/a.yaml"));
    }
}
