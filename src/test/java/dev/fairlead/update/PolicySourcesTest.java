package dev.fairlead.update;

import static dev.fairlead.update.Workshop.API;
import static dev.fairlead.update.Workshop.WEB;
import static dev.fairlead.update.Workshop.config;
import static dev.fairlead.update.Workshop.deployment;
import static dev.fairlead.update.Workshop.minute;
import static dev.fairlead.update.Workshop.only;
import static dev.fairlead.update.Workshop.onlyItem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.update.report.GroupResult;
import dev.fairlead.update.report.ItemReport;
import dev.fairlead.update.report.ItemResult;
import dev.fairlead.update.report.UpdateReport;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies that are in the repository already: Flux's objects and markers, Argo CD Image Updater's annotations. */
class PolicySourcesTest {
    private static final String BRANCH = "fairlead/clusters";
    private static final String MARKED = "clusters/api.yaml";
    private static final String FLUX = """
            apiVersion: image.toolkit.fluxcd.io/v1
            kind: ImageRepository
            metadata: {name: api, namespace: flux-system}
            spec: {image: %s, interval: 5m}
            ---
            apiVersion: image.toolkit.fluxcd.io/v1
            kind: ImagePolicy
            metadata: {name: api, namespace: flux-system}
            spec:
              imageRepositoryRef: {name: api}
              policy: {semver: {range: ~1.1}}
            """.formatted(API);

    private static final String APPLICATION = """
            apiVersion: argoproj.io/v1alpha1
            kind: Application
            metadata:
              name: shop
              annotations:
                argocd-image-updater.argoproj.io/image-list: api=%1$s:~1.1, web=%2$s
                argocd-image-updater.argoproj.io/web.update-strategy: newest-build
                argocd-image-updater.argoproj.io/web.allow-tags: regexp:^main-
                argocd-image-updater.argoproj.io/web.helm.image-tag: web.version
            spec:
              source:
                kustomize:
                  images:
                    - %1$s:1.0.0
                helm:
                  parameters:
                    - name: web.version
                      value: main-1
            """.formatted(API, WEB);

    @TempDir
    Path temp;

    private Workshop shop;

    @BeforeEach
    void open() {
        shop = new Workshop(temp);
        shop.setTime(minute(10));
        shop.registry
                .push(API, "1.0.0", minute(0))
                .push(API, "1.1.4", minute(1))
                .push(API, "1.2.0", minute(2));
        shop.registry
                .push(WEB, "main-1", minute(0))
                .push(WEB, "main-2", minute(1))
                .push(WEB, "dev-3", minute(2));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private void repository(String from, Map<String, String> files) {
        shop.commit("main", files, "files");
        shop.commit("main", Map.of("fairlead.yaml", config("""
                updates:
                  - {name: clusters, policiesFrom: %s, paths: [clusters]}
                """.formatted(from))), "configuration");
    }

    private static String marked(String image, String marker) {
        return deployment("api", image).replace("# keep me", "# {\"$imagepolicy\": \"flux-system:" + marker + "\"}");
    }

    @Test
    void aFluxPolicyMovesTheFieldsOfItsMarkersAlone() {
        String unmarked = deployment("other", API + ":1.0.0");
        repository(
                "flux",
                Map.of(
                        "clusters/images.yaml",
                        FLUX,
                        MARKED,
                        marked(API + ":1.0.0", "api"),
                        "clusters/b.yaml",
                        unmarked));

        UpdateReport report = shop.run();

        assertThat(only(report).result()).isEqualTo(GroupResult.OPENED);
        assertThat(onlyItem(report).policy()).isEqualTo(Optional.of("flux-system:api"));
        assertThat(shop.file(BRANCH, MARKED)).isEqualTo(marked(API + ":1.1.4", "api"));
        assertThat(shop.file(BRANCH, "clusters/b.yaml")).isEqualTo(unmarked);
        assertThat(shop.file(BRANCH, "clusters/images.yaml")).isEqualTo(FLUX);
        assertThat(only(shop.run()).result()).isEqualTo(GroupResult.UNCHANGED);
    }

    @Test
    void aFluxPolicyBringsItsImagesNameToo() {
        repository("flux", Map.of("clusters/images.yaml", FLUX, MARKED, marked("docker.io/contoso/api:1.0.0", "api")));

        shop.run();

        assertThat(shop.file(BRANCH, MARKED)).isEqualTo(marked(API + ":1.1.4", "api"));
    }

    @Test
    void aFluxPolicyThatReflectsDigestsPins() {
        repository(
                "flux",
                Map.of(
                        "clusters/images.yaml",
                        FLUX + "  digestReflectionPolicy: Always\n  interval: 10m\n",
                        MARKED,
                        marked(API + ":1.0.0", "api")));

        shop.run();

        assertThat(shop.file(BRANCH, MARKED))
                .isEqualTo(marked(API + ":1.1.4@" + FakeRegistry.digest(API + "1.1.4"), "api"));
    }

    @Test
    void fluxMarkersForPartsTakeTheirParts() {
        String values = """
                image:
                  repository: %s # {"$imagepolicy": "flux-system:api:name"}
                  tag: "1.0.0" # {"$imagepolicy": "flux-system:api:tag"}
                """.formatted(API);
        repository("flux", Map.of("clusters/images.yaml", FLUX, "clusters/values.yaml", values));

        shop.run();

        assertThat(shop.file(BRANCH, "clusters/values.yaml")).isEqualTo(values.replace("1.0.0", "1.1.4"));
    }

    @Test
    void IAC_159_IAC_180_whatIsMissingOfAFluxPolicyIsTold() {
        repository(
                "flux",
                Map.of(
                        MARKED,
                        marked(API + ":1.0.0", "api"),
                        "clusters/images.yaml",
                        FLUX.replaceAll("(?s)^.*?---\n", "")));
        assertThat(shop.run().notes()).anyMatch(note -> note.contains("its ImageRepository api is not in"));

        shop.commit("main", Map.of("clusters/images.yaml", "kind: ConfigMap\n"), "no policy");
        assertThat(shop.run().notes())
                .anyMatch(note -> note.contains("no ImagePolicy of this name is in the entry's paths"));

        shop.commit(
                "main", Map.of("clusters/images.yaml", FLUX, MARKED, deployment("api", API + ":1.0.0")), "no marker");
        assertThat(shop.run().notes())
                .anyMatch(note -> note.contains("no marker in the entry's paths names the policy"));
    }

    @Test
    void argoAnnotationsTellImagesPoliciesAndParameters() {
        repository("argocd", Map.of("clusters/shop.yaml", APPLICATION));

        UpdateReport report = shop.run();

        assertThat(only(report).items()).extracting(ItemReport::result).containsOnly(ItemResult.UPDATE);
        assertThat(shop.file(BRANCH, "clusters/shop.yaml"))
                .isEqualTo(APPLICATION
                        .replace("- " + API + ":1.0.0", "- " + API + ":1.1.4")
                        .replace("value: main-1", "value: main-2"));
        assertThat(only(shop.run()).result()).isEqualTo(GroupResult.UNCHANGED);
    }

    @Test
    void anArgoStrategyThatIsNotKnownIsRefusedByName() {
        repository("argocd", Map.of("clusters/shop.yaml", APPLICATION.replace("newest-build", "vibes")));

        UpdateReport report = shop.run();

        assertThat(report.notes())
                .singleElement()
                .asString()
                .startsWith("clusters/shop.yaml:6:")
                .contains("the update strategy 'vibes' is not known");
        assertThat(shop.file(BRANCH, "clusters/shop.yaml"))
                .contains(API + ":1.1.4")
                .contains("main-1");
    }

    @Test
    void twoApplicationsThatDisagreeOnAnImageAreRefused() {
        repository(
                "argocd",
                Map.of("clusters/a.yaml", APPLICATION, "clusters/b.yaml", APPLICATION.replace("~1.1", "~1.2")));

        assertThat(shop.run().notes())
                .anyMatch(note -> note.startsWith("clusters/b.yaml:6:") && note.contains("by another policy"));
    }
}
