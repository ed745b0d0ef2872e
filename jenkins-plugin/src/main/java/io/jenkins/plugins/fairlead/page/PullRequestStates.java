package io.jenkins.plugins.fairlead.page;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fairlead.FairleadException;
import dev.fairlead.pipeline.result.PullRequestView;
import hudson.model.Run;
import io.jenkins.plugins.fairlead.connect.ControllerAccess;
import io.jenkins.plugins.fairlead.connect.EngineThreads;
import io.jenkins.plugins.fairlead.delivery.Delivery;
import io.jenkins.plugins.fairlead.delivery.DeliveryAction;
import io.jenkins.plugins.fairlead.delivery.PullRequestLink;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Asks forges for the state of pull requests that somebody looks at: in the background, each at most once a minute, and never more
 * than wait in line already. Who looks sees what was last known.
 */
final class PullRequestStates {
    private static final Logger LOG = Logger.getLogger(PullRequestStates.class.getName());
    private static final int THREADS = 2;
    private static final int WAITING = 100;
    private static final int REMEMBERED = 10_000;
    private static final Duration FRESH = Duration.ofMinutes(1);

    private static final Cache<String, Boolean> ASKED = Caffeine.newBuilder()
            .expireAfterWrite(FRESH)
            .maximumSize(REMEMBERED)
            .build();
    private static final ThreadPoolExecutor WORK = threads();

    private PullRequestStates() {}

    private static ThreadPoolExecutor threads() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(WAITING),
                EngineThreads.named("Fairlead pull request states"),
                new ThreadPoolExecutor.DiscardPolicy());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Asks for what may have changed in these deliveries; returns at once. */
    static void look(DeliveryAction action) {
        for (Delivery delivery : action.getDeliveries()) {
            PullRequestLink pull = delivery.getPullRequest();
            boolean open = pull != null && pull.getState().equals("open");
            if (open && ASKED.asMap().putIfAbsent(pull.getUrl(), true) == null) {
                WORK.execute(() -> ask(action, delivery, pull));
            }
        }
    }

    private static void ask(DeliveryAction action, Delivery delivery, PullRequestLink pull) {
        Run<?, ?> run = action.getRun();
        String repository = delivery.getRepository();
        try {
            ControllerAccess.WithRepository access = ControllerAccess.ofRun(run, action.getServers(repository));
            Optional<PullRequestView> now = access.pipeline().pullRequest(access.repository(), pull.getId());
            if (now.isPresent() && !now.get().state().equals(pull.getState())) {
                PullRequestLink changed =
                        pull.inState(now.get().state(), now.get().mergeCommit().orElse(null));
                DeliveryAction.update(
                        run, pull.getUrl(), known -> known.reached(known.getPhase(), known.getPhaseText(), changed));
            }
        } catch (FairleadException | IOException e) {
            LOG.log(Level.FINE, e, () -> "the state of " + pull.getUrl() + " cannot be told");
        }
    }
}
