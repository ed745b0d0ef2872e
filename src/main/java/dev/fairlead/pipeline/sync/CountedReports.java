package dev.fairlead.pipeline.sync;

import dev.fairlead.forge.CommitReport;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which reports on a commit tell that a cluster runs it. Known without being named: Fairlead's agent ({@code fairlead/…}),
 * Flux's notification-controller ({@code kind/name/id} for a Kustomization or HelmRelease), Argo CD's notifications
 * ({@code continuous-delivery/APPLICATION}, {@code argocd/…}), and deployments by whomever.
 */
final class CountedReports {
    private static final List<String> KNOWN =
            List.of("fairlead/*", "kustomization/*", "helmrelease/*", "continuous-delivery/*", "argocd/*");

    private final List<String> written;
    private final List<Pattern> contexts;
    private final boolean chosen;
    private final Optional<String> environment;
    private final Optional<Pattern> word;

    /** @param contexts names, in which {@code *} stands for anything; the known ones where empty */
    CountedReports(List<String> contexts, Optional<String> environment) {
        this.chosen = !contexts.isEmpty();
        this.written = chosen ? contexts : KNOWN;
        this.contexts = written.stream().map(CountedReports::pattern).toList();
        this.environment = environment;
        this.word = environment.map(
                name -> Pattern.compile("(?i)(?<![\\p{L}\\p{N}])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}])"));
    }

    private static Pattern pattern(String glob) {
        return Pattern.compile(
                Arrays.stream(glob.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
                Pattern.DOTALL);
    }

    /** Whether it counts. Contexts that were chosen are taken at their word; the known ones have to name the environment. */
    boolean counts(CommitReport report) {
        boolean free = chosen && report.kind() != CommitReport.Kind.DEPLOYMENT;
        return agent(report)
                && (free || word.map(name -> name.matcher(report.name()).find()).orElse(true));
    }

    /** Whether it is one that would count in some environment. */
    boolean agent(CommitReport report) {
        return contexts.stream().anyMatch(glob -> glob.matcher(report.name()).matches())
                || (!chosen && report.kind() == CommitReport.Kind.DEPLOYMENT);
    }

    /** The contexts that were chosen and that none of these reports is of. */
    List<String> missing(List<CommitReport> reports) {
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
