package dev.fairlead.bot.lead;

import dev.fairlead.service.KubernetesServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/** Leadership against a real API server, by the service account and the role of {@code deploy/bot} and no other right. */
@Tag("service")
class LeaseOnKubernetesTest extends LeadershipContract {
    private KubernetesServer server;
    private String token;

    @BeforeEach
    void open() throws Exception {
        server = KubernetesServer.get();
        server.kubectl("create", "namespace", "fairlead");
        server.kubectl("apply", "--namespace", "fairlead", "-f", "deploy/bot/base/serviceaccount.yaml");
        server.kubectl("apply", "--namespace", "fairlead", "-f", "deploy/bot/base/role.yaml");
        server.kubectl(
                "create",
                "rolebinding",
                "fairlead-bot",
                "--namespace=fairlead",
                "--role=fairlead-bot",
                "--serviceaccount=fairlead:fairlead-bot");
        token = server.kubectl("create", "token", "fairlead-bot", "--namespace", "fairlead")
                .strip();
    }

    /** Nothing takes a namespace away here, since there is no controller: its contents are deleted, and so is its name. */
    @AfterEach
    void close() throws Exception {
        for (String kind : new String[] {"lease", "rolebinding", "role", "serviceaccount"}) {
            server.kubectl("delete", kind, "--all", "--namespace", "fairlead");
        }
        server.kubectl("delete", "namespace", "fairlead", "--wait=false");
        server.kubectlReading(
                "{\"apiVersion\": \"v1\", \"kind\": \"Namespace\", \"metadata\": {\"name\": \"fairlead\"}, \"spec\": {\"finalizers\": []}}",
                "replace",
                "--raw",
                "/api/v1/namespaces/fairlead/finalize",
                "-f",
                "-");
    }

    private Config config() {
        try {
            return Config.fromKubeconfig(Files.readString(server.kubeconfig()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A busy machine answers late. */
    @Override
    LeaseTimes times() {
        return new LeaseTimes(Duration.ofSeconds(8), Duration.ofSeconds(6), Duration.ofMillis(500));
    }

    @Override
    KubernetesClient bot() {
        Config own = new ConfigBuilder(config()).withOauthToken(token).build();
        return new KubernetesClientBuilder().withConfig(own).build();
    }

    @Override
    KubernetesClient administrator() {
        return new KubernetesClientBuilder().withConfig(config()).build();
    }
}
