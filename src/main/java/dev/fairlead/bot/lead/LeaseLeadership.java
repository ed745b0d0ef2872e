package dev.fairlead.bot.lead;

import dev.fairlead.bot.config.LeaseRule;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leadership by a {@code coordination.k8s.io/v1 Lease}. The name of its holder ends with the address at which it hears events,
 * so that the others know where to pass them on.
 */
public final class LeaseLeadership implements Leadership {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseLeadership.class);
    private static final String BEFORE_ADDRESS = "_http://";

    private final KubernetesClient client;
    private final LeaseRule rule;
    private final String identity;
    private final LeaseTimes times;
    private volatile boolean leads;
    private volatile boolean closed;
    private volatile String holder = "";
    private volatile @Nullable CompletableFuture<?> election;
    private @Nullable Thread thread;

    /**
     * A leadership that has not begun.
     *
     * @param client closed with it
     * @param replica this one's name, unlike any other's
     * @param address where this one hears events, {@code host:port}
     */
    public LeaseLeadership(KubernetesClient client, LeaseRule rule, String replica, String address, LeaseTimes times) {
        this.client = client;
        this.rule = rule;
        this.identity = replica + BEFORE_ADDRESS + address;
        this.times = times;
    }

    /** Leadership in the cluster of this pod, or of the user's kubeconfig. */
    public static LeaseLeadership inCluster(LeaseRule rule, String replica, String address) {
        return new LeaseLeadership(new KubernetesClientBuilder().build(), rule, replica, address, LeaseTimes.DEFAULT);
    }

    @Override
    public synchronized void start(Listener listener) {
        Thread electing = new Thread(() -> elect(listener), "fairlead-lease");
        electing.setDaemon(true);
        thread = electing;
        electing.start();
    }

    /** An election ends when the Lease is lost; then the next begins. */
    private void elect(Listener listener) {
        while (!closed) {
            CompletableFuture<?> running = begin(listener);
            election = running;
            if (closed) {
                running.cancel(true);
            }
            try {
                running.get();
            } catch (ExecutionException | CancellationException e) {
                LOG.warn("the election by the Lease {} ended: {}", rule.name(), String.valueOf(e.getMessage()));
            } catch (InterruptedException e) {
                return;
            }
            lost(listener);
            pause();
        }
    }

    private void pause() {
        try {
            Thread.sleep(times.retry().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    private CompletableFuture<?> begin(Listener listener) {
        String namespace = rule.namespace()
                .orElseGet(() -> Optional.ofNullable(client.getNamespace()).orElse("default"));
        return client.leaderElector()
                .withConfig(new LeaderElectionConfigBuilder()
                        .withName(rule.name())
                        .withLock(new LeaseLock(namespace, rule.name(), identity))
                        .withLeaseDuration(times.lease())
                        .withRenewDeadline(times.deadline())
                        .withRetryPeriod(times.retry())
                        .withReleaseOnCancel(true)
                        .withLeaderCallbacks(new LeaderCallbacks(
                                () -> gained(listener),
                                () -> lost(listener),
                                name -> holder = name == null ? "" : name))
                        .build())
                .build()
                .start();
    }

    private synchronized void gained(Listener listener) {
        if (!leads && !closed) {
            leads = true;
            LOG.info("this replica works now, by the Lease {}", rule.name());
            listener.gained();
        }
    }

    private synchronized void lost(Listener listener) {
        if (leads) {
            leads = false;
            LOG.warn("this replica works no longer: the Lease {} is lost", rule.name());
            listener.lost();
        }
    }

    @Override
    public boolean leads() {
        return leads;
    }

    @Override
    public Optional<URI> leader() {
        String name = holder;
        int address = name.indexOf(BEFORE_ADDRESS);
        return leads || address < 0 || name.equals(identity)
                ? Optional.empty()
                : Optional.of(URI.create(name.substring(address + 1)));
    }

    @Override
    public void close() {
        closed = true;
        CompletableFuture<?> running = election;
        if (running != null) {
            running.cancel(true);
        }
        Thread electing = thread;
        if (electing != null) {
            electing.interrupt();
        }
        client.close();
    }
}
