package dev.fairlead.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.bot.config.BotConfig;
import dev.fairlead.bot.config.BotConfigReader;
import dev.fairlead.configrepo.Tools;
import dev.fairlead.service.KubernetesServer;
import dev.fairlead.service.Services;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** The bot's Kustomize base and Helm chart before a real API server, which takes what is right and nothing else. */
@Tag("service")
class BotManifestsTest {
    private static final String BASE = "deploy/bot/base";
    private static final String CHART = "deploy/bot/chart";

    @TempDir
    Path temp;

    private static String helm(String... arguments) throws Exception {
        Path program = Services.program("helm-3.22.0/helm", "helm");
        String[] command = Stream.concat(Stream.of(program.toString()), Arrays.stream(arguments))
                .toArray(String[]::new);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    @Test
    void theServerTakesTheBase() throws Exception {
        KubernetesServer cluster = KubernetesServer.get();

        assertThat(cluster.kubectl("apply", "--dry-run=server", "-k", BASE).lines())
                .hasSize(6)
                .allMatch(line -> line.endsWith("created (server dry run)"))
                .anyMatch(line -> line.startsWith("deployment.apps/fairlead-bot "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "replicas: 1",
                "image: {repository: contoso.azurecr.io/fairlead, tag: 1.2.3, digest: 'sha256:%s'}",
                "{ingress: {enabled: true, host: bot.contoso.example, className: nginx, tlsSecret: tls}}",
                "networkPolicy: {enabled: true, from: [{namespaceSelector: {matchLabels: {team: ingress}}}]}",
                "{secret: tokens, env: [{name: A, value: b}], podLabels: {azure.workload.identity/use: 'true'}}",
                "{serviceAccount: {annotations: {azure.workload.identity/client-id: abc}}, podAnnotations: {a: b}}",
                "{imagePullSecrets: [{name: acr}], nodeSelector: {kubernetes.io/os: linux}, tolerations: [{operator: Exists}]}",
            })
    void theServerTakesTheChartWithAnyValues(String values) throws Exception {
        KubernetesServer cluster = KubernetesServer.get();
        Path file = temp.resolve("values.yaml");
        Files.writeString(file, values.replace("%s", "0".repeat(64)));

        String objects = helm("template", "--kube-version=1.34.4", "fairlead-bot", CHART, "--values", file.toString());

        assertThat(cluster.kubectlReading(objects, "apply", "--dry-run=server", "-f", "-")
                        .lines())
                .hasSizeGreaterThanOrEqualTo(6)
                .allMatch(line -> line.endsWith("created (server dry run)"));
    }

    @Test
    void helmFindsNothingToComplainAbout() throws Exception {
        assertThat(helm("lint", "--kube-version=1.34.4", "--strict", CHART)).contains("0 chart(s) failed");
    }

    @Test
    void aValueThatTheChartDoesNotKnowIsRefused() throws Exception {
        assertThat(helm("version")).contains("v3.22");
        assertThatThrownBy(() -> helm("template", "--kube-version=1.34.4", CHART, "--set", "replicaCount=2"))
                .hasMessageContaining("replicaCount");
        assertThatThrownBy(() -> helm("template", "--kube-version=1.34.4", CHART, "--set", "config.lease.name=other"))
                .hasMessageContaining("lease");
    }

    @Test
    void theBotMayUseItsLeaseAndNothingElse() throws Exception {
        KubernetesServer cluster = KubernetesServer.get();
        cluster.kubectl("create", "namespace", "bot");
        cluster.kubectl("apply", "--namespace=bot", "-k", BASE);
        String bot = "--as=system:serviceaccount:bot:fairlead-bot";

        assertThat(may(cluster, bot, "get", "leases/fairlead-bot")).isTrue();
        assertThat(may(cluster, bot, "update", "leases/fairlead-bot")).isTrue();
        assertThat(may(cluster, bot, "create", "leases")).isTrue();
        assertThat(may(cluster, bot, "update", "leases/other")).isFalse();
        assertThat(may(cluster, bot, "delete", "leases/fairlead-bot")).isFalse();
        assertThat(may(cluster, bot, "get", "secrets")).isFalse();
        assertThat(may(cluster, bot, "get", "pods")).isFalse();
    }

    private static boolean may(KubernetesServer cluster, String who, String verb, String what) throws Exception {
        try {
            return cluster.kubectl("auth", "can-i", "--namespace=bot", who, verb, what)
                    .strip()
                    .equals("yes");
        } catch (java.io.IOException no) {
            assertThat(no).hasMessageContaining("no");
            return false;
        }
    }

    @Test
    void theBotReadsTheConfigurationOfBoth() throws Exception {
        Path base = Path.of(BASE, "bots.yaml");
        assertThat(BotConfigReader.read("bots.yaml", Files.readString(base)).lease())
                .isPresent();

        Path values = temp.resolve("values.yaml");
        Files.writeString(
                values,
                "config: {interval: 10m, repositories: [{name: shop, url: 'https://github.com/contoso/config.git'}]}");
        String made = helm(
                "template",
                "--kube-version=1.34.4",
                "x",
                CHART,
                "--values=" + values,
                "--show-only=templates/configmap.yaml");
        Map<String, Map<String, String>> map = new Yaml().load(made);
        BotConfig config = BotConfigReader.read("bots.yaml", map.get("data").get("bots.yaml"));
        assertThat(config.repositories()).hasSize(1);
        assertThat(config.lease().orElseThrow().name()).isEqualTo("x-fairlead-bot");
    }

    @Test
    void thePodsOfTheBaseNeedNoRights() throws Exception {
        assertThat(Tools.run(
                        Path.of("").toAbsolutePath(),
                        Map.of("HOME", temp.toString()),
                        "",
                        "kubectl",
                        "kustomize",
                        BASE))
                .contains("readOnlyRootFilesystem: true", "runAsNonRoot: true", "allowPrivilegeEscalation: false")
                .doesNotContain("matchLabels: {}");
    }
}
