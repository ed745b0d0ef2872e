package io.jenkins.plugins.fairlead.execution;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.fairlead.access.Settings;
import io.jenkins.plugins.fairlead.connect.AccessResolver;
import io.jenkins.plugins.fairlead.connect.AskedRegistries;
import io.jenkins.plugins.fairlead.connect.Place;
import io.jenkins.plugins.fairlead.connect.Servers;
import io.jenkins.plugins.fairlead.delivery.DeliveryAction;
import io.jenkins.plugins.fairlead.delivery.PullRequestLink;
import io.jenkins.plugins.fairlead.login.PassingFailure;
import io.jenkins.plugins.fairlead.result.SyncResult;
import io.jenkins.plugins.fairlead.words.Words;
import io.jenkins.plugins.fairlead.work.Running;
import io.jenkins.plugins.fairlead.work.SyncWork;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Runs {@code gitopsWaitForSync}: looks, sleeps without a thread, looks again, less and less often. What it needs to go on after
 * a restart of Jenkins is stored with the run: ids of credentials, and no secret.
 */
public final class SyncExecution extends StepExecution {
    private static final long serialVersionUID = 1L;
    private static final long FIRST_PAUSE = 2_000;
    private static final double GROWTH = 1.5;
    /** How often a server is asked that refuses, or that never answered. */
    private static final int TRIES = 3;

    private final Words words;
    private final Servers servers;
    private final ArrayList<String> waiting;
    private final int minutes;
    private long deadline;
    private long pause = FIRST_PAUSE;
    private boolean looked;
    private int refused;
    private String told = "";
    private SyncResult last;

    private transient volatile boolean over;
    private transient volatile ScheduledFuture<?> timer;
    private transient volatile Running<SyncResult> running;

    /**
     * @param pullRequests the ids of those to wait for, one after the other
     * @param minutes how long all may take
     */
    public SyncExecution(StepContext context, Words words, Servers servers, List<String> pullRequests, int minutes) {
        super(context);
        this.words = words;
        this.servers = servers;
        this.waiting = new ArrayList<>(pullRequests);
        this.minutes = minutes;
    }

    @Override
    public boolean start() throws Exception {
        if (waiting.isEmpty()) {
            listener().getLogger().println("no pull request holds a change: there is nothing to wait for");
            getContext().onSuccess(null);
            return true;
        }
        deadline = System.currentTimeMillis() + TimeUnit.MINUTES.toMillis(minutes);
        arm(0);
        return false;
    }

    @Override
    public void onResume() {
        arm(0);
    }

    @Override
    public void stop(Throwable cause) throws Exception {
        fail(cause);
    }

    private void arm(long milliseconds) {
        timer = Timer.get().schedule(this::look, milliseconds, TimeUnit.MILLISECONDS);
    }

    /** On the timer's thread, which is everybody's: no more than this. */
    private void look() {
        if (!over) {
            running = Running.start(this::prepared, new Outcome());
        }
    }

    private Running.Prepared<SyncResult> prepared() throws IOException, InterruptedException {
        StepContext context = getContext();
        Place place = Place.of(context.get(FilePath.class), context.get(EnvVars.class));
        AccessResolver resolver = new AccessResolver(context.get(Run.class), place);
        return new Running.Prepared<>(
                place,
                new SyncWork(
                        resolver.resolve(servers, AskedRegistries.NONE), place, listener(), words, waiting.get(0)));
    }

    private final class Outcome implements Running.Outcome<SyncResult> {
        @Override
        public void done(SyncResult seen) throws IOException, InterruptedException {
            looked = true;
            refused = 0;
            keep(seen);
            judge(seen);
        }

        @Override
        public void failed(Throwable cause) {
            if (cause instanceof Exception e && !(e instanceof RuntimeException)) {
                again(e); // an agent or a server that is away may come back
            } else {
                fail(cause);
            }
        }
    }

    private void judge(SyncResult seen) throws IOException, InterruptedException {
        tell(seen.toString());
        last = seen;
        if (!seen.isEnded()) {
            later(seen.getText());
        } else if (!seen.isSynced()) {
            fail(new AbortException(seen.toString()));
        } else if (waiting.size() > 1) {
            waiting.remove(0);
            getContext().saveState();
            pause = FIRST_PAUSE;
            arm(0);
        } else {
            succeed(seen);
        }
    }

    /**
     * A server that is away may come back, and is waited for where it answered once. A refusal stays, most likely: it is believed
     * at once where the first look met it, which is a wrong parameter then, and after a few where it comes later.
     */
    private void again(Exception e) {
        boolean passing = e instanceof PassingFailure || !(e instanceof AbortException);
        refused += passing && looked ? 0 : 1;
        if (over || refused >= (passing || looked ? TRIES : 1)) {
            fail(e);
            return;
        }
        try {
            tell("this look failed, and the next may not: " + e.getMessage());
        } catch (IOException | InterruptedException ignored) {
            fail(e);
            return;
        }
        later(String.valueOf(e.getMessage()));
    }

    private void later(String state) {
        long left = deadline - System.currentTimeMillis();
        if (left <= 0) {
            fail(new AbortException("not in sync within " + minutes + (minutes == 1 ? " minute" : " minutes") + ": "
                    + state + "; look there, or raise 'timeout'"));
            return;
        }
        arm(Math.min(pause, left));
        long longest = TimeUnit.SECONDS.toMillis(Settings.current().limits().pollSeconds());
        pause = Math.min((long) (pause * GROWTH), longest);
    }

    private void tell(String text) throws IOException, InterruptedException {
        if (!text.equals(told)) {
            told = text;
            listener().getLogger().println(text);
            getContext().saveState();
        }
    }

    private void keep(SyncResult seen) throws IOException, InterruptedException {
        Run<?, ?> run = getContext().get(Run.class);
        if (run != null && (last == null || !last.toString().equals(seen.toString()))) {
            DeliveryAction.update(
                    run,
                    seen.getUrl(),
                    delivery -> delivery.boundFor(words.text("environment").orElse(null))
                            .reached(seen.getPhase(), seen.getText(), link(delivery.getPullRequest(), seen)));
        }
    }

    @CheckForNull
    private static PullRequestLink link(@CheckForNull PullRequestLink link, SyncResult seen) {
        String phase = seen.getPhase();
        String state = phase.equals("open") || phase.equals("closed") ? phase : "merged";
        return link == null ? null : link.inState(state, seen.getMergeCommit());
    }

    private TaskListener listener() throws IOException, InterruptedException {
        return getContext().get(TaskListener.class);
    }

    private synchronized void succeed(SyncResult result) {
        if (!over) {
            over = true;
            getContext().onSuccess(result);
        }
    }

    private synchronized void fail(Throwable cause) {
        if (over) {
            return;
        }
        over = true;
        getContext().onFailure(cause);
        ScheduledFuture<?> armed = timer;
        if (armed != null) {
            armed.cancel(false);
        }
        Running<SyncResult> work = running;
        if (work != null) {
            work.cancel();
        }
    }

    @Override
    public String getStatus() {
        return told.isEmpty() ? "about to look" : told;
    }
}
