package io.jenkins.plugins.fairlead.delivery;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.XmlFile;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.Saveable;
import hudson.model.listeners.ItemListener;
import hudson.model.listeners.SaveableListener;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * Which builds delivered last: of each job, and of each job to each environment. With it, a page or badge need not read through
 * builds to learn that there is nothing. It can be lost: builds that deliver write it again.
 */
@Extension
public final class DeliveryIndex extends SaveableListener {
    private static final Logger LOG = Logger.getLogger(DeliveryIndex.class.getName());
    /** A job that names an environment per build would fill the index otherwise. */
    private static final int ENVIRONMENTS_OF_JOB = 100;
    /** How many builds are read where the one of the index is gone. */
    private static final int BUILDS_READ = 50;

    private static final String ANY = "";

    private final Map<String, Map<String, Integer>> newest = new TreeMap<>();

    public DeliveryIndex() {
        try {
            if (file().exists()) {
                newest.putAll(((Saved) file().read()).newest);
            }
        } catch (IOException | ClassCastException e) {
            LOG.log(Level.WARNING, "the index of deliveries cannot be read; it begins anew", e);
        }
    }

    /** The one of this Jenkins. */
    public static DeliveryIndex get() {
        return ExtensionList.lookupSingleton(DeliveryIndex.class);
    }

    @Override
    public void onChange(Saveable saved, XmlFile file) {
        if (saved instanceof Run<?, ?> run) {
            DeliveryAction.find(run).ifPresent(action -> note(run, action));
        }
    }

    private synchronized void note(Run<?, ?> run, DeliveryAction action) {
        Map<String, Integer> ofJob = newest.computeIfAbsent(run.getParent().getFullName(), name -> new TreeMap<>());
        boolean changed = raise(ofJob, ANY, run.getNumber());
        for (Delivery delivery : action.getDeliveries()) {
            String environment = delivery.getEnvironment();
            if (environment != null && !delivery.isDryRun()) {
                changed |= raise(ofJob, environment, run.getNumber());
            }
        }
        if (changed) {
            save();
        }
    }

    private static boolean raise(Map<String, Integer> ofJob, String environment, int build) {
        Integer known = ofJob.get(environment);
        boolean newer = known == null ? ofJob.size() <= ENVIRONMENTS_OF_JOB : known < build;
        if (newer) {
            ofJob.put(environment, build);
        }
        return newer;
    }

    /** Whether a build of this job has built or delivered something. */
    public synchronized boolean knows(Job<?, ?> job) {
        return newest.containsKey(job.getFullName());
    }

    /** The full names of the jobs that delivered to this environment. */
    public synchronized List<String> jobsOf(String environment) {
        return environment.isEmpty()
                ? List.of()
                : newest.entrySet().stream()
                        .filter(entry -> entry.getValue().containsKey(environment))
                        .map(Map.Entry::getKey)
                        .toList();
    }

    /**
     * The newest delivery of a job that was no dry run.
     *
     * @param environment that it went to; empty for any
     */
    public Optional<DeliveredBy> newestOf(Job<?, ?> job, String environment) {
        int from = number(job, environment);
        Run<?, ?> run = from == 0 ? null : job.getNearestOldBuild(from);
        for (int read = 0; run != null && read < BUILDS_READ; read++) {
            Optional<DeliveredBy> found = in(run, environment);
            if (found.isPresent()) {
                return found;
            }
            run = run.getPreviousBuild();
        }
        return Optional.empty();
    }

    private synchronized int number(Job<?, ?> job, String environment) {
        return newest.getOrDefault(job.getFullName(), Map.of()).getOrDefault(environment, 0);
    }

    private static Optional<DeliveredBy> in(Run<?, ?> run, String environment) {
        List<Delivery> deliveries =
                DeliveryAction.find(run).map(DeliveryAction::getDeliveries).orElse(List.of());
        return deliveries.stream()
                .filter(delivery -> !delivery.isDryRun())
                .filter(delivery -> environment.isEmpty() || environment.equals(delivery.getEnvironment()))
                .reduce((first, second) -> second)
                .map(delivery -> new DeliveredBy(run, delivery));
    }

    private synchronized void moved(String from, String to) {
        Map<String, Integer> ofJob = newest.remove(from);
        if (ofJob != null) {
            newest.put(to, ofJob);
            save();
        }
    }

    private synchronized void forget(String job) {
        if (newest.remove(job) != null) {
            save();
        }
    }

    private void save() {
        try {
            file().write(new Saved(new TreeMap<>(newest)));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the index of deliveries cannot be saved", e);
        }
    }

    private static XmlFile file() {
        return new XmlFile(
                Jenkins.XSTREAM2, new File(Jenkins.get().getRootDir(), DeliveryIndex.class.getName() + ".xml"));
    }

    private static final class Saved {
        private final Map<String, Map<String, Integer>> newest;

        Saved(Map<String, Map<String, Integer>> newest) {
            this.newest = newest;
        }
    }

    /** Jobs keep their place in the index when they are moved, and lose it with themselves. */
    @Extension
    public static final class Moves extends ItemListener {
        @Override
        public void onLocationChanged(Item item, String oldFullName, String newFullName) {
            get().moved(oldFullName, newFullName);
        }

        @Override
        public void onDeleted(Item item) {
            get().forget(item.getFullName());
        }
    }
}
