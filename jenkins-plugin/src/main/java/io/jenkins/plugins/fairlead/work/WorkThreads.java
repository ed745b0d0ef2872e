package io.jenkins.plugins.fairlead.work;

import hudson.util.ClassLoaderSanityThreadFactory;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import io.jenkins.plugins.fairlead.access.Settings;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of steps. What takes a moment (a credential that is looked up, a result that is kept) has one at once; work on the
 * controller shares few, and more of it waits in a queue, so that no number of builds can take the controller's processors.
 */
final class WorkThreads {
    private static final int IDLE_SECONDS = 60;
    private static final ExecutorService SHORTLY = Executors.newCachedThreadPool(named("Fairlead step"));
    private static final ThreadPoolExecutor ON_CONTROLLER = bounded();

    private WorkThreads() {}

    private static ThreadFactory named(String name) {
        return new NamingThreadFactory(new ClassLoaderSanityThreadFactory(new DaemonThreadFactory()), name);
    }

    private static ThreadPoolExecutor bounded() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named("Fairlead on the controller"));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** For what takes a moment. */
    static Future<?> shortly(Runnable work) {
        return SHORTLY.submit(work);
    }

    /** For work, as soon as one of few threads is free. */
    static Future<?> onController(Runnable work) {
        return sized(Settings.current().limits().onController()).submit(work);
    }

    private static synchronized ThreadPoolExecutor sized(int threads) {
        if (threads > ON_CONTROLLER.getMaximumPoolSize()) {
            ON_CONTROLLER.setMaximumPoolSize(threads);
            ON_CONTROLLER.setCorePoolSize(threads);
        } else if (threads < ON_CONTROLLER.getMaximumPoolSize()) {
            ON_CONTROLLER.setCorePoolSize(threads);
            ON_CONTROLLER.setMaximumPoolSize(threads);
        }
        return ON_CONTROLLER;
    }
}
