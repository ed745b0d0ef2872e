package dev.fairlead.bot.lead;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.util.HashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Leadership against an API server in memory. */
class LeaseLeadershipTest extends LeadershipContract {
    private KubernetesMockServer server;

    @BeforeEach
    void open() {
        server = new KubernetesMockServer(
                new Context(), new MockWebServer(), new HashMap<>(), new KubernetesCrudDispatcher(), false);
        server.init();
    }

    @AfterEach
    void close() {
        server.destroy();
    }

    @Override
    KubernetesClient bot() {
        return server.createClient();
    }

    @Override
    KubernetesClient administrator() {
        return server.createClient();
    }
}
