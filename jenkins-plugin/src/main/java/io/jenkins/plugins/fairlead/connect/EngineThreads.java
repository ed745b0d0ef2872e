package io.jenkins.plugins.fairlead.connect;

import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import java.util.concurrent.ThreadFactory;

/** Threads that call the engine outside of steps. Its libraries look for their parts by a thread's own class loader. */
public final class EngineThreads {
    private EngineThreads() {}

    /** Threads of this name, which do not keep Jenkins from ending. */
    public static ThreadFactory named(String name) {
        ThreadFactory named = new NamingThreadFactory(new DaemonThreadFactory(), name);
        return work -> {
            Thread thread = named.newThread(work);
            thread.setContextClassLoader(EngineThreads.class.getClassLoader());
            return thread;
        };
    }
}
