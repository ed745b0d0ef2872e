package io.jenkins.plugins.fairlead.delivery;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.InvisibleAction;
import hudson.model.Run;
import io.jenkins.plugins.fairlead.connect.Servers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import jenkins.model.RunAction2;

/** What a run built and delivered, saved with it. It shows nothing itself; the pages read it. */
public final class DeliveryAction extends InvisibleAction implements RunAction2 {
    private final List<Delivery> deliveries = new ArrayList<>();
    private final List<BuiltImage> images = new ArrayList<>();
    private Map<String, Servers> servers = new TreeMap<>();
    private transient Run<?, ?> run;

    /** What this run built and delivered; empty where it has not begun to. */
    public static Optional<DeliveryAction> find(Run<?, ?> run) {
        return Optional.ofNullable(run.getAction(DeliveryAction.class));
    }

    /** Keeps a delivery with the run. */
    public static void record(Run<?, ?> run, Delivery delivery) throws IOException {
        change(run, action -> action.deliveries.add(delivery));
    }

    /** Keeps what the run called its image. */
    public static void record(Run<?, ?> run, BuiltImage image) throws IOException {
        change(run, action -> action.images.add(image));
    }

    /** Keeps which credentials, by their ids, the run used for a config repository: pages ask for its pull requests with them. */
    public static void remember(Run<?, ?> run, String repository, Servers used) throws IOException {
        change(run, action -> action.servers.put(repository, used));
    }

    /** Changes the deliveries of the run that went into this pull request; does nothing where there is none. */
    public static void update(Run<?, ?> run, String pullRequestUrl, UnaryOperator<Delivery> change) throws IOException {
        DeliveryAction action = run.getAction(DeliveryAction.class);
        if (action != null && action.replace(pullRequestUrl, change)) {
            run.save();
        }
    }

    private static void change(Run<?, ?> run, java.util.function.Consumer<DeliveryAction> change) throws IOException {
        synchronized (run) {
            DeliveryAction action = run.getAction(DeliveryAction.class);
            if (action == null) {
                action = new DeliveryAction();
                run.addAction(action);
            }
            synchronized (action.deliveries) {
                change.accept(action);
            }
        }
        run.save();
    }

    private boolean replace(String url, UnaryOperator<Delivery> change) {
        synchronized (deliveries) {
            boolean[] any = new boolean[1];
            deliveries.replaceAll(delivery -> {
                PullRequestLink pull = delivery.getPullRequest();
                boolean meant = pull != null && pull.getUrl().equals(url);
                any[0] |= meant;
                return meant ? change.apply(delivery) : delivery;
            });
            return any[0];
        }
    }

    /** In the order in which they were made. */
    public List<Delivery> getDeliveries() {
        synchronized (deliveries) {
            return List.copyOf(deliveries);
        }
    }

    /** In the order in which they were named. */
    public List<BuiltImage> getImages() {
        synchronized (deliveries) {
            return List.copyOf(images);
        }
    }

    /** The servers of a config repository as the run named them; without any credential where it did not say. */
    public Servers getServers(String repository) {
        synchronized (deliveries) {
            return servers.getOrDefault(repository, new Servers(repository, null, null));
        }
    }

    /** Runs of before there were servers. */
    private Object readResolve() {
        if (servers == null) {
            servers = new TreeMap<>();
        }
        return this;
    }

    /** The run that it belongs to. */
    @CheckForNull
    public Run<?, ?> getRun() {
        return run;
    }

    @Override
    public void onAttached(Run<?, ?> owner) {
        this.run = owner;
    }

    @Override
    public void onLoad(Run<?, ?> owner) {
        this.run = owner;
    }
}
