package dev.fairlead.manifest.automation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.manifest.ManifestFile;
import dev.fairlead.manifest.ManifestSettings;
import dev.fairlead.manifest.Manifests;
import dev.fairlead.manifest.automation.FluxImagePolicy.Filter;
import dev.fairlead.manifest.automation.FluxImagePolicy.Order;
import dev.fairlead.manifest.field.PolicyName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AutomationTest {
    private static Automation read(String text) {
        return Manifests.with(ManifestSettings.STANDARD)
                .scan(List.of(ManifestFile.of("flux/images.yaml", text.getBytes(UTF_8))))
                .automation();
    }

    private static String policy(String spec) {
        return """
                apiVersion: image.toolkit.fluxcd.io/v1beta2
                kind: ImagePolicy
                metadata: {name: api, namespace: flux-system}
                spec: {imageRepositoryRef: {name: api}, %s}
                """.formatted(spec);
    }

    private static String repository(String metadata) {
        return "---\napiVersion: image.toolkit.fluxcd.io/v1\nkind: ImageRepository\nmetadata: {" + metadata
                + "}\nspec: {image: registry.example/team/api}\n";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            policy: {semver: {range: ^1.0}}             | semver       | ^1.0
            policy: {semver: {}}                        | semver       | *
            policy: {numerical: {order: desc}}          | numerical    | desc
            policy: {numerical: {}}                     | numerical    | asc
            policy: {numerical: }                       | numerical    | asc
            policy: {alphabetical: {order: asc}}        | alphabetical | asc
            """)
    void fluxOrders(String spec, String kind, String value) {
        assertThat(read(policy(spec)).policies())
                .singleElement()
                .satisfies(one -> assertThat(one.order()).isEqualTo(new Order(kind, value)));
    }

    @Test
    void fluxPolicyWithEverything() {
        FluxImagePolicy policy = read(policy("policy: {numerical: {}}, digestReflectionPolicy: Always,"
                        + " filterTags: {pattern: '^main-(?P<ts>.*)', extract: $ts}"))
                .policies()
                .get(0);
        assertThat(policy.place()).hasToString("flux/images.yaml:1:1");
        assertThat(policy.namespace()).hasValue("flux-system");
        assertThat(policy.repositoryName()).isEqualTo("api");
        assertThat(policy.repositoryNamespace()).isEmpty();
        assertThat(policy.filter()).hasValue(new Filter("^main-(?P<ts>.*)", "$ts"));
        assertThat(policy.digests()).isEqualTo("Always");
        assertThat(read(policy("policy: {semver: {}}")).policies().get(0).digests())
                .isEqualTo("Never");
    }

    @ParameterizedTest
    @ValueSource(strings = {"policy: {}", "policy: {newest: {}}", "x: 1"})
    void aFluxPolicyWithoutAnOrderIsNone(String spec) {
        assertThat(read(policy(spec)).policies()).isEmpty();
    }

    @Test
    void aPolicyFindsTheRepositoryOfItsOwnNamespace() {
        Automation automation = read(policy("policy: {semver: {}}")
                + repository("name: api, namespace: other")
                + repository("name: api, namespace: flux-system"));
        FluxImagePolicy policy =
                automation.policy(new PolicyName("flux-system", "api")).orElseThrow();
        assertThat(automation.repositoryOf(policy).orElseThrow().namespace()).hasValue("flux-system");
        assertThat(automation.policy(new PolicyName("other", "api"))).isEmpty();
    }

    @Test
    void anObjectWithoutANamespaceIsFoundByItsNameIfItIsTheOnlyOne() {
        String nameless = policy("policy: {semver: {}}").replace(", namespace: flux-system", "");
        assertThat(read(nameless).policy(new PolicyName("anything", "api"))).isPresent();
        assertThat(read(nameless + "---\n" + nameless).policy(new PolicyName("anything", "api")))
                .as("which of two is meant is a guess")
                .isEmpty();
        Automation automation = read(nameless + repository("name: api"));
        assertThat(automation.repositoryOf(automation.policies().get(0))).isPresent();
    }

    private static ArgoImage argo(String list, String... annotations) {
        StringBuilder all = new StringBuilder("apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n"
                + "  name: shop\n  annotations:\n    argocd-image-updater.argoproj.io/image-list: '" + list + "'\n");
        for (String annotation : annotations) {
            all.append("    argocd-image-updater.argoproj.io/")
                    .append(annotation)
                    .append('\n');
        }
        return read(all + "spec: {}\n").argoImages().get(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            nginx                                 | -   | nginx                    | -
            nginx:^1.2                            | -   | nginx                    | ^1.2
            web=nginx:^1.2                        | web | nginx                    | ^1.2
            web=registry.example:5000/a/b         | web | registry.example:5000/a/b | -
            web=registry.example:5000/a/b:~1      | web | registry.example:5000/a/b | ~1
            nginx:>=1.0                           | -   | nginx                    | >=1.0
            web=nginx:>=1.0 <2                    | web | nginx                    | >=1.0 <2
            """)
    void argoImageListEntries(String list, String alias, String image, String constraint) {
        ArgoImage read = argo(list);
        assertThat(read.alias()).isEqualTo(Optional.ofNullable(alias));
        assertThat(read.image()).isEqualTo(image);
        assertThat(read.constraint()).isEqualTo(Optional.ofNullable(constraint));
        assertThat(read.application()).isEqualTo("shop");
        assertThat(read.strategy()).isEqualTo("semver");
    }

    @Test
    void argoAnnotationsOfTheAliasGoBeforeThoseOfAll() {
        ArgoImage read = argo(
                "web=nginx, db=postgres",
                "web.update-strategy: digest",
                "update-strategy: newest-build",
                "allow-tags: regexp:^v",
                "web.ignore-tags: latest, '*-rc'",
                "web.platforms: linux/amd64,linux/arm64",
                "web.helm.image-name: image.name",
                "web.helm.image-tag: image.tag",
                "web.helm.image-spec: image.spec",
                "web.kustomize.image-name: old/nginx");
        assertThat(read.strategy()).isEqualTo("digest");
        assertThat(read.allowTags()).hasValue("regexp:^v");
        assertThat(read.ignoreTags()).containsExactly("latest", "'*-rc'");
        assertThat(read.platforms()).containsExactly("linux/amd64", "linux/arm64");
        assertThat(read.helmName()).hasValue("image.name");
        assertThat(read.helmTag()).hasValue("image.tag");
        assertThat(read.helmSpec()).hasValue("image.spec");
        assertThat(read.kustomizeName()).hasValue("old/nginx");
    }
}
