package io.jenkins.plugins.fairlead.badge;

import hudson.model.Job;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.fairlead.delivery.DeliveredBy;
import io.jenkins.plugins.fairlead.delivery.DeliveryIndex;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import jenkins.model.Jenkins;

/**
 * What a badge is about: a job, or an environment that jobs deliver to.
 *
 * @param name of it
 * @param newest what was delivered last; empty where nothing was
 */
record BadgeSubject(String name, Optional<DeliveredBy> newest) {
    /**
     * The job of this full name, or else the environment.
     *
     * @param environment only what the job delivered to this one; empty for any
     * @return empty where there is none, and where whoever asks may not see it: nobody can tell these apart
     */
    static Optional<BadgeSubject> find(String name, String environment) {
        return job(name)
                .map(job -> new BadgeSubject(
                        environment.isEmpty() ? job.getName() : environment,
                        DeliveryIndex.get().newestOf(job, environment)))
                .or(() -> environment.isEmpty() ? environment(name) : Optional.empty());
    }

    private static Optional<BadgeSubject> environment(String name) {
        List<Job<?, ?>> jobs = DeliveryIndex.get().jobsOf(name).stream()
                .map(job -> job(job).orElse(null))
                .filter(Objects::nonNull)
                .<Job<?, ?>>map(job -> job)
                .toList();
        Optional<DeliveredBy> newest = jobs.stream()
                .map(job -> DeliveryIndex.get().newestOf(job, name))
                .flatMap(Optional::stream)
                .max(Comparator.comparingLong(found -> found.delivery().getTime()));
        return jobs.isEmpty() ? Optional.empty() : Optional.of(new BadgeSubject(name, newest));
    }

    /** Looked up as Jenkins itself, since a badge may be shown to who may not read the job; then whoever asks must be allowed. */
    private static Optional<Job<?, ?>> job(String fullName) {
        Job<?, ?> job;
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            job = Jenkins.get().getItemByFullName(fullName, Job.class);
        }
        return Optional.<Job<?, ?>>ofNullable(job)
                .filter(found -> found.getFullName().equals(fullName))
                .filter(found -> found.hasPermission(BadgePermissions.VIEW));
    }
}
