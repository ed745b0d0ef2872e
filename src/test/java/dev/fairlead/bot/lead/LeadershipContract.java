package dev.fairlead.bot.lead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.bot.config.LeaseRule;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What replicas may rely on, whatever API server it is. */
abstract class LeadershipContract {
    private static final String NAMESPACE = "fairlead";
    private static final LeaseRule RULE = new LeaseRule("fairlead-bot", Optional.of(NAMESPACE));
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private final List<LeaseLeadership> replicas = new ArrayList<>();

    /** As quick as the API server allows. */
    LeaseTimes times() {
        return new LeaseTimes(Duration.ofSeconds(2), Duration.ofMillis(1500), Duration.ofMillis(100));
    }

    /** A client with the rights of the bot. */
    abstract KubernetesClient bot();

    /** A client that may do anything. */
    abstract KubernetesClient administrator();

    @AfterEach
    void stop() {
        replicas.forEach(LeaseLeadership::close);
    }

    private LeaseLeadership replica(String name) {
        LeaseLeadership replica = new LeaseLeadership(bot(), RULE, name, name + ".example:8080", times());
        replicas.add(replica);
        replica.start(new Leadership.Listener() {
            @Override
            public void gained() {
                told.add(name + " gained");
            }

            @Override
            public void lost() {
                told.add(name + " lost");
            }
        });
        return replica;
    }

    private static void until(BooleanSupplier come) throws InterruptedException {
        long end = System.currentTimeMillis() + 180_000;
        while (!come.getAsBoolean()) {
            assertThat(System.currentTimeMillis()).isLessThan(end);
            Thread.sleep(20);
        }
    }

    @Test
    void oneOfTwoWorksAndTheOtherKnowsWhere() throws Exception {
        LeaseLeadership first = replica("a");
        until(first::leads);
        LeaseLeadership second = replica("b");

        until(() -> second.leader().isPresent());

        assertThat(second.leader()).contains(URI.create("http://a.example:8080"));
        assertThat(second.leads()).isFalse();
        assertThat(first.leader()).isEmpty();
        try (KubernetesClient client = administrator()) {
            Lease lease = client.leases()
                    .inNamespace(NAMESPACE)
                    .withName("fairlead-bot")
                    .get();
            assertThat(lease.getSpec().getHolderIdentity()).isEqualTo("a_http://a.example:8080");
        }
    }

    @Test
    void whoStopsGivesTheLeaseUp() throws Exception {
        LeaseLeadership first = replica("a");
        until(first::leads);
        LeaseLeadership second = replica("b");

        first.close();

        until(second::leads);
        assertThat(told).startsWith("a gained").endsWith("b gained");
    }

    @Test
    void whoLosesTheLeaseIsToldAndTriesAgain() throws Exception {
        LeaseLeadership first = replica("a");
        until(first::leads);

        until(this::takenBySomebodyElse);

        until(() -> told.contains("a lost"));
        until(() -> Collections.frequency(told, "a gained") == 2);
    }

    /** Whether the Lease was taken away; its holder may renew it in the same moment, and then it is tried again. */
    private boolean takenBySomebodyElse() {
        try (KubernetesClient client = administrator()) {
            client.leases().inNamespace(NAMESPACE).withName("fairlead-bot").edit(lease -> {
                lease.getSpec().setHolderIdentity("somebody else");
                return lease;
            });
            return true;
        } catch (KubernetesClientException conflict) {
            return false;
        }
    }
}
