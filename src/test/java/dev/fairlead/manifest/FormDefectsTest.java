package dev.fairlead.manifest;

import static dev.fairlead.manifest.Edits.NEW;
import static dev.fairlead.manifest.Edits.OLD;
import static dev.fairlead.manifest.Edits.edited;
import static dev.fairlead.manifest.Edits.refusal;
import static dev.fairlead.manifest.Edits.scan;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.image.ImageReference;
import dev.fairlead.manifest.field.PolicyName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The defects of other updaters that show in whole manifests, each named after its thread, and those that our own property
 * test found. Those of single YAML values are in {@code PeersDefectsTest}.
 */
class FormDefectsTest {
    private static final String API = "registry.example/team/api";

    @Test
    void argocdImageUpdater_716_theTagBesideADigestIsTheOneThatWasWanted() {
        String source = """
                helm:
                  parameters:
                  - name: api.image.name
                    value: registry.example/team/api
                  - name: api.image.tag
                    value: develop@%s
                    forcestring: true
                """;
        assertThat(edited(".argocd-source-api.yaml", source.formatted(OLD), API + ":develop@" + NEW))
                .isEqualTo(source.formatted(NEW));
    }

    @Test
    void argocdImageUpdater_716_aDigestAloneGetsTheTagThatItBelongsToAndNoOther() {
        String values = "image:\n  repository: registry.example/team/api\n  tag: '@%s'\n".formatted(OLD);
        assertThat(edited("values.yaml", values, API + ":develop@" + NEW))
                .isEqualTo(values.replace("@" + OLD, "develop@" + NEW))
                .doesNotContain("latest");
    }

    @Test
    void argocdImageUpdater_490_aWantedDigestIsWrittenAndNotItsTagAlone() {
        String values = "image:\n  image: ghcr.io/acme/manager:release-1.2\n";
        assertThat(edited("values.yaml", values, "ghcr.io/acme/manager:release-1.2@" + NEW))
                .isEqualTo("image:\n  image: ghcr.io/acme/manager:release-1.2@" + NEW + "\n");
    }

    @Test
    void argocdImageUpdater_490_aDigestInThePlaceOfATagIsToldAndNotOverwritten() {
        String values = "image:\n  repository: registry.example/team/api\n  tag: %s\n".formatted(OLD);
        assertThat(refusal("values.yaml", values, API + ":1.2.3").reason()).contains("is no image tag");
    }

    @Test
    void argocdImageUpdater_1672_tagAndDigestAreWrittenInWhicheverFormTheFileHas() {
        String wanted = API + ":1.2.3@" + NEW;
        assertThat(edited("values.yaml", "image: registry.example/team/api:1.0.0\n", wanted))
                .isEqualTo("image: registry.example/team/api:1.2.3@" + NEW + "\n");
        assertThat(edited("values.yaml", "repository: registry.example/team/api\ntag: 1.0.0\ndigest: ''\n", wanted))
                .isEqualTo("repository: registry.example/team/api\ntag: 1.2.3\ndigest: '" + NEW + "'\n");
        assertThat(edited("values.yaml", "repository: registry.example/team/api\ntag: 1.0.0@" + OLD + "\n", wanted))
                .isEqualTo("repository: registry.example/team/api\ntag: 1.2.3@" + NEW + "\n");
        assertThat(edited("values.yaml", "repository: registry.example/team/api\ndigest: " + OLD + "\n", wanted))
                .isEqualTo("repository: registry.example/team/api\ndigest: " + NEW + "\n");
    }

    @Test
    void renovate_26719_helmValuesWithADigestAndNoTagAreUpdated() {
        String values = "image:\n  registry: docker.io\n  repository: busybox\n  digest: %s\n";
        assertThat(edited("values.yaml", values.formatted(OLD), "busybox:1.37@" + NEW))
                .isEqualTo(values.formatted(NEW));
    }

    @Test
    void renovate_8089_aKustomizationGetsADigestWhereItHadNone() {
        String file = "images:\n- name: registry.example/team/api # the api\n  newTag: 1.0.0\n";
        assertThat(edited("kustomization.yaml", file, API + ":1.2.3@" + NEW))
                .isEqualTo("images:\n- name: registry.example/team/api # the api\n  newTag: 1.2.3\n  digest: " + NEW
                        + "\n");
    }

    @Test
    void renovate_8089_aNameThatCarriesATagIsToldAndNotSkippedInSilence() {
        String file = "images:\n- name: registry.example/team/api:v1.7.7\n  digest: %s\n".formatted(OLD);
        assertThat(scan("kustomization.yaml", file).fields())
                .singleElement()
                .satisfies(field -> assertThat(field.refusal()).isPresent());
    }

    @Test
    void imageAutomationController_159_aPolicyThatNoMarkerNamesIsExplained() {
        ManifestScan scan = scan(
                "apps/api.yaml",
                "kind: Deployment\napiVersion: apps/v1\nspec:\n  containers:\n"
                        + "  - image: registry.example/team/api:1.0.0 # {\"$imagepolicy\": \"staging:api\"}\n");
        assertThat(new WhyNot(scan).policy(new PolicyName("flux-system", "api"), ImageReference.parse(API + ":2")))
                .hasValue("no value in 1 file is marked with flux-system:api; did you mean staging:api?");
    }

    @Test
    void imageAutomationController_180_aMarkerThatStandsBesideNoValueIsTold() {
        String text = "spec: # {\"$imagepolicy\": \"flux-system:api\"}\n  image:\n    tag: 1.0.0\n";
        assertThat(scan("values.yaml", text).unread()).singleElement().satisfies(stray -> {
            assertThat(stray.place()).hasToString("values.yaml:1:7");
            assertThat(stray.reason()).contains("beside no value");
        });
    }

    @Test
    void argocdImageUpdater_441_whatHoldsTheImageAlreadySaysSo() {
        ManifestScan scan = scan("values.yaml", "image: registry.example/team/api:2\n");
        assertThat(new WhyNot(scan).image(ImageReference.parse(API + ":2")))
                .hasValue("every field of registry.example/team/api holds it already: values.yaml:1:8");
    }

    @Test
    void flux_aMarkedFileThatDoesNotParseIsReportedWithItsPlace() {
        String broken = "image: registry.example/team/api:1 # {\"$imagepolicy\": \"flux-system:api\"}\n  bad: [\n";
        RewriteReport report = new RewriteJob(
                        Edits.MANIFESTS,
                        List.of(ManifestFile.of("apps/api.yaml", broken.getBytes(UTF_8))),
                        List.of(),
                        Map.of(new PolicyName("flux-system", "api"), ImageReference.parse(API + ":2")))
                .run(path -> Optional.empty(), false);
        assertThat(report.changed()).isEmpty();
        assertThat(report.refused()).singleElement().satisfies(refusal -> {
            assertThat(refusal.place().file()).isEqualTo("apps/api.yaml");
            assertThat(refusal.place().line()).isPositive();
        });
    }

    @Test
    void kargo_twoImagesOnOneLineAreBothSet() {
        assertThat(edited("values.yaml", "all: {a: {image: a/x:1}, b: {image: b/y:1}} # both\n", "a/x:2", "b/y:3"))
                .isEqualTo("all: {a: {image: a/x:2}, b: {image: b/y:3}} # both\n");
    }

    @Test
    void own_aReferenceThatAnAliasRepeatsInValuesChangesEverywhere() {
        String values = "api: {image: &image registry.example/team/api:1}\nworker: {image: *image}\n";
        assertThat(edited("values.yaml", values, API + ":2")).isEqualTo(values.replace("api:1", "api:2"));
    }

    @Test
    void own_anImageDigestWithoutAnImageTagIsFound() {
        String values = "imageRepository: registry.example/team/api\nimageDigest: %s\n";
        assertThat(edited("values.yaml", values.formatted(OLD), API + ":2@" + NEW))
                .isEqualTo(values.formatted(NEW));
    }

    @Test
    void own_anEntryWithADigestInAPostRendererIsToldOnce() {
        String release = """
                apiVersion: helm.toolkit.fluxcd.io/v2
                kind: HelmRelease
                spec:
                  postRenderers:
                  - kustomize:
                      images:
                      - name: registry.example/team/api
                        digest: %s
                """;
        assertThat(edited("release.yaml", release.formatted(OLD), API + ":2@" + NEW))
                .isEqualTo(release.formatted(NEW));
        assertThat(scan("release.yaml", release.formatted(OLD)).fields()).hasSize(1);
    }

    @Test
    void own_everyMarkerOfAFileInAQuotedStringCounts() {
        String application = "{apiVersion: argoproj.io/v1alpha1, kind: Application, spec: {source: {helm: {values:\n"
                + "  \"a: x:1 # {\\\"$imagepolicy\\\": \\\"p:a\\\"}\\nb: x:1 # {\\\"$imagepolicy\\\": \\\"p:b\\\"}\\nimage: 1\\n\"}}}}\n";
        assertThat(edited("app.yaml", application, "p:a=x:2", "p:b=x:3"))
                .isEqualTo(application.replace("a: x:1", "a: x:2").replace("b: x:1", "b: x:3"));
    }

    @Test
    void own_aTemplateInTheCommentBehindABlocksHeaderIsNoObstacle() {
        String map =
                "apiVersion: v1\nkind: ConfigMap\ndata:\n  values.yaml: | # {{ not a template }}\n    image: registry.example/team/api:1\n";
        assertThat(edited("map.yaml", map, API + ":2")).isEqualTo(map.replace("api:1", "api:2"));
    }

    @Test
    void own_aPatchOfOneLineInAStringIsRead() {
        String file =
                "patches:\n- patch: '[{\"op\": \"replace\", \"path\": \"/spec/containers/0/image\", \"value\": \"registry.example/team/api:1\"}]'\n";
        assertThat(edited("kustomization.yaml", file, API + ":2")).isEqualTo(file.replace("api:1", "api:2"));
    }
}
