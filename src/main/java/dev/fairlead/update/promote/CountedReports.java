package dev.fairlead.update.promote;

import dev.fairlead.forge.CommitReport;
import dev.fairlead.forge.CommitReport.Kind;
import dev.fairlead.forge.CommitStatus.State;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which reports on a commit tell that a cluster runs it. Known without being named: Fairlead's agent ({@code fairlead/…}),
 * Flux's notification-controller ({@code kind/name/id} in lower case, {@code generateDefaultCommitStatus} of its
 * {@code provider_commit_status.go}), Argo CD's notifications ({@code continuous-delivery/APPLICATION} in the examples of
 * notifications-engine's {@code docs/services/github.md}, and {@code argocd/…}, which many write instead), and deployments
 * by whomever.
 */
public final class CountedReports {
    private static final List<String> KNOWN =
            List.of("fairlead/*", "kustomization/*", "helmrelease/*", "continuous-delivery/*", "argocd/*");

    /**
     * The reasons {@code DependencyNotReady} and {@code HealthCheckCanceled}, as notification-controller words them: Flux's
     * other controllers tell of them as information, which it writes as success.
     */
    private static final Set<String> FLUX_WAITS = Set.of("dependency not ready", "health check canceled");

    private final List<String> written;
    private final List<Pattern> contexts;
    private final boolean chosen;
    private final Optional<String> environment;
    private final Optional<Pattern> word;

    /** @param contexts names, in which {@code *} stands for anything; the known ones where empty */
    public CountedReports(List<String> contexts, Optional<String> environment) {
        this.chosen = !contexts.isEmpty();
        this.written = chosen ? contexts : KNOWN;
        this.contexts = written.stream().map(this::pattern).toList();
        this.environment = environment;
        this.word = environment.map(
                name -> Pattern.compile("(?i)(?<![\\p{L}\\p{N}])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}])"));
    }

    /** What was chosen is taken at its word; Argo CD's users write the name of the known one as they like. */
    private Pattern pattern(String glob) {
        return Pattern.compile(
                Arrays.stream(glob.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
                chosen ? Pattern.DOTALL : Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    }

    /** What a report means: whoever still waits has not succeeded. */
    public static CommitReport meant(CommitReport report) {
        return report.state() == State.SUCCESS && FLUX_WAITS.contains(report.description())
                ? new CommitReport(report.kind(), report.name(), State.PENDING, report.description(), report.url())
                : report;
    }

    /** Whether it counts. Contexts that were chosen are taken at their word; the known ones have to name the environment. */
    public boolean counts(CommitReport report) {
        boolean free = chosen && report.kind() != Kind.DEPLOYMENT;
        return agent(report)
                && (free
                        || word.map(name -> name.matcher(subject(report)).find())
                                .orElse(true));
    }

    /** What a name says of where: not the first word of a context, which says by whom. */
    private static String subject(CommitReport report) {
        return report.kind() == Kind.DEPLOYMENT
                ? report.name()
                : report.name().substring(report.name().indexOf('/') + 1);
    }

    /** Whether it is one that would count in some environment. */
    public boolean agent(CommitReport report) {
        return contexts.stream().anyMatch(glob -> glob.matcher(report.name()).matches())
                || (!chosen && report.kind() == Kind.DEPLOYMENT);
    }

    /** The contexts that were chosen and that none of these reports is of. */
    public List<String> missing(List<CommitReport> reports) {
        return chosen
                ? written.stream()
                        .filter(glob -> reports.stream()
                                .noneMatch(report ->
                                        pattern(glob).matcher(report.name()).matches()))
                        .toList()
                : List.of();
    }

    /** What counts, for a person. */
    @Override
    public String toString() {
        return String.join(", ", written)
                + (chosen ? "" : " and deployments")
                + environment.map(name -> " of the environment " + name).orElse("");
    }
}
