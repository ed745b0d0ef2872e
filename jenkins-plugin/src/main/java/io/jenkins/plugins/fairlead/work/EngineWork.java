package io.jenkins.plugins.fairlead.work;

import dev.fairlead.FairleadException;
import dev.fairlead.pipeline.Pipeline;
import dev.fairlead.update.report.ReportText;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.model.TaskListener;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.fairlead.connect.Place;
import io.jenkins.plugins.fairlead.connect.ResolvedAccess;
import io.jenkins.plugins.fairlead.login.PassingFailure;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.Serializable;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.MasterToSlaveFileCallable;

/**
 * One step's work, in the JVM that the build was given. What goes wrong comes back as one line with place, cause and remedy.
 *
 * @param <T> what it gives
 */
public abstract class EngineWork<T extends Serializable> extends MasterToSlaveFileCallable<T> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(EngineWork.class.getName());

    private final ResolvedAccess access;
    private final String cache;
    private final TaskListener listener;

    EngineWork(ResolvedAccess access, Place place, TaskListener listener) {
        this.access = access;
        this.cache = place.getCache();
        this.listener = listener;
    }

    /** Does it in the workspace, or here where there is none. */
    public final T runAt(Place place) throws IOException, InterruptedException {
        return place.getWorkspace() == null
                ? invoke(null, null)
                : place.getWorkspace().act(this);
    }

    @Override
    public final T invoke(@CheckForNull File folder, @CheckForNull VirtualChannel channel)
            throws IOException, InterruptedException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // libraries look for their parts by it, and the thread's own knows nothing of a plugin
        thread.setContextClassLoader(EngineWork.class.getClassLoader());
        try {
            return work(Pipeline.with(access.access(Path.of(cache))), access, folder);
        } catch (FairleadException e) {
            if (Thread.interrupted() || byInterrupt(e)) {
                throw (InterruptedException) new InterruptedException(e.getMessage()).initCause(e);
            }
            throw failure(e);
        } finally {
            listener.getLogger().flush(); // an agent sends lines now and then, which is too late once the step is over
            thread.setContextClassLoader(before);
        }
    }

    /** Without what caused it: a pipeline that cannot store a library's exception shows a trace instead of the line. */
    private static AbortException failure(FairleadException e) {
        LOG.log(Level.FINE, e, () -> "a step failed");
        String told = ReportText.plain(e.problem().toString());
        return e.retryable() ? new PassingFailure(told) : new AbortException(told);
    }

    private static boolean byInterrupt(Throwable e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedException
                    || cause instanceof ClosedByInterruptException
                    || (cause instanceof InterruptedIOException
                            && !(cause instanceof java.net.SocketTimeoutException))) {
                return true;
            }
        }
        return false;
    }

    /** The work itself; the folder is the workspace, for work that is in one. */
    abstract T work(Pipeline pipeline, ResolvedAccess allowed, File folder) throws IOException;

    /** The log of the build. */
    final TaskListener listener() {
        return listener;
    }

    /** A line in the log of the build. */
    final void say(String line) {
        listener.getLogger().println(ReportText.plain(line));
    }
}
