package io.jenkins.plugins.fairlead.trigger;

import dev.fairlead.FairleadException;
import dev.fairlead.pipeline.Checks;
import dev.fairlead.pipeline.result.NewestTag;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.CauseAction;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.listeners.ItemListener;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.fairlead.connect.ControllerAccess;
import io.jenkins.plugins.fairlead.connect.EngineThreads;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import jenkins.model.ParameterizedJobMixIn;

/**
 * Asks registries for the jobs that wait for pushes, a few at a time in the background. A job that is asked for while it waits in
 * line is asked for once; while it is being looked at, once more afterwards, since the look may have come too early.
 */
@Extension
public final class ImageChecks extends ItemListener {
    private static final Logger LOG = Logger.getLogger(ImageChecks.class.getName());
    private static final int THREADS = 4;
    /** How many of a job's builds are looked at for one that was started before its version could be noted. */
    private static final int BUILDS_READ = 20;

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(),
            EngineThreads.named("Fairlead image checks"));
    private final Map<String, ImagePushedTrigger> waiting = new HashMap<>();
    private final Set<String> working = new HashSet<>();
    private final Map<String, CheckOutcome> outcomes = new ConcurrentHashMap<>();

    public ImageChecks() {
        threads.allowCoreThreadTimeOut(true);
    }

    /** The one of this Jenkins. */
    public static ImageChecks get() {
        return ExtensionList.lookupSingleton(ImageChecks.class);
    }

    /**
     * Looks at the registry for every job that waits for this image.
     *
     * @param image with its registry's host, without tag
     * @return how many jobs wait for it
     */
    public int pushed(String image) {
        int jobs = 0;
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            for (Job<?, ?> job : Jenkins.get().allItems(Job.class)) {
                ImagePushedTrigger trigger = trigger(job);
                if (trigger != null && meant(trigger, image)) {
                    ask(job, trigger);
                    jobs++;
                }
            }
        }
        return jobs;
    }

    private static boolean meant(ImagePushedTrigger trigger, String image) {
        try {
            return Checks.sameImage(trigger.getImage(), image);
        } catch (FairleadException e) {
            return false;
        }
    }

    /** What was pushed while Jenkins was down is caught up with. */
    @Override
    public void onLoaded() {
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            for (Job<?, ?> job : Jenkins.get().allItems(Job.class)) {
                ImagePushedTrigger trigger = trigger(job);
                if (trigger != null) {
                    ask(job, trigger);
                }
            }
        }
    }

    @Override
    public void onDeleted(Item item) {
        outcomes.remove(item.getFullName());
    }

    /** Looks at the registry for this job; returns at once. */
    void ask(Job<?, ?> job, ImagePushedTrigger trigger) {
        String name = job.getFullName();
        synchronized (waiting) {
            if (waiting.put(name, trigger) != null || working.contains(name)) {
                return;
            }
        }
        threads.execute(() -> work(name));
    }

    private void work(String name) {
        ImagePushedTrigger trigger;
        synchronized (waiting) {
            trigger = waiting.remove(name);
            working.add(name);
        }
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            Job<?, ?> job = Jenkins.get().getItemByFullName(name, Job.class);
            if (job != null && trigger != null) {
                outcomes.put(name, check(job, trigger));
            }
        } finally {
            boolean again;
            synchronized (waiting) {
                working.remove(name);
                again = waiting.containsKey(name);
            }
            if (again) {
                threads.execute(() -> work(name));
            }
        }
    }

    @CheckForNull
    private static ImagePushedTrigger trigger(Job<?, ?> job) {
        return ParameterizedJobMixIn.getTrigger(job, ImagePushedTrigger.class);
    }

    private static CheckOutcome check(Job<?, ?> job, ImagePushedTrigger trigger) {
        try {
            NewestTag newest = ControllerAccess.ofJob(job, trigger.getImage(), trigger.getCredentialsId())
                    .newestTag(trigger.order());
            return decide(job, SeenImages.of(job, trigger.order().toString()), PushedImage.of(newest));
        } catch (FairleadException | IllegalArgumentException | IOException e) {
            LOG.log(Level.WARNING, "{0}: {1}", new Object[] {job.getFullName(), e.getMessage()});
            return CheckOutcome.failed(String.valueOf(e.getMessage()));
        }
    }

    private static CheckOutcome decide(Job<?, ?> job, SeenImages seen, PushedImage image) throws IOException {
        if (seen.contains(image)) {
            return CheckOutcome.done(Messages.ImageChecks_nothingNew(image));
        }
        if (seen.isFirst()) {
            seen.add(job, image);
            return CheckOutcome.done(Messages.ImageChecks_first(image));
        }
        if (!started(job, image) && !start(job, image)) {
            return CheckOutcome.done(Messages.ImageChecks_notNow(image));
        }
        seen.add(job, image);
        return CheckOutcome.done(Messages.ImageChecks_started(image));
    }

    /** Noting a version comes after starting a build for it: whatever stops Jenkins in between must not start it again. */
    private static boolean started(Job<?, ?> job, PushedImage image) {
        Run<?, ?> run = job.getLastBuild();
        for (int read = 0; run != null && read < BUILDS_READ; read++) {
            for (var cause : run.getCauses()) {
                if (cause instanceof ImagePushedCause pushed
                        && pushed.getImage().identity().equals(image.identity())) {
                    return true;
                }
            }
            run = run.getPreviousBuild();
        }
        return false;
    }

    private static boolean start(Job<?, ?> job, PushedImage image) {
        return ParameterizedJobMixIn.scheduleBuild2(
                        job, -1, new CauseAction(new ImagePushedCause(image)), new ImageOfBuild(image))
                != null;
    }

    /** What the last look came to; empty before the first since Jenkins was started. */
    Optional<CheckOutcome> outcome(Job<?, ?> job) {
        return Optional.ofNullable(outcomes.get(job.getFullName()));
    }
}
