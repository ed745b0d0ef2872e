package dev.fairlead.selection;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The choice of a Flux {@code ImagePolicy} (image.toolkit.fluxcd.io), by its fields as plain values. It chooses as Flux
 * does, except that numbers are exact, that two tags with the same extract do not hide each other, and that signatures and
 * the like are never chosen.
 *
 * @param semverRange {@code spec.policy.semver.range}
 * @param alphabeticalOrder {@code spec.policy.alphabetical.order}; empty text for its default
 * @param numericalOrder {@code spec.policy.numerical.order}; empty text for its default
 * @param filterPattern {@code spec.filterTags.pattern}
 * @param filterExtract {@code spec.filterTags.extract}
 */
public record FluxImagePolicy(
        Optional<String> semverRange,
        Optional<String> alphabeticalOrder,
        Optional<String> numericalOrder,
        Optional<String> filterPattern,
        Optional<String> filterExtract) {

    /**
     * The selector that chooses the same tag.
     *
     * @throws SelectionException if the fields are no policy that Flux accepts
     */
    public Selector selector() {
        List<TagPolicy> policies = Stream.of(
                        semverRange.map(TagPolicy::completeSemver),
                        alphabeticalOrder.map(order -> TagPolicy.alphabetical(direction(order))),
                        numericalOrder.map(order -> TagPolicy.numeric(direction(order))))
                .flatMap(Optional::stream)
                .toList();
        if (policies.size() != 1) {
            throw new SelectionException(
                    "spec.policy",
                    policies.isEmpty() ? "it names no choice" : "it names more than one choice",
                    "give exactly one of semver, alphabetical and numerical");
        }
        return new Selector(policies.get(0), filter());
    }

    private TagFilter filter() {
        String extract = filterExtract.orElse("");
        if (filterPattern.isEmpty() || filterPattern.get().isEmpty()) {
            return TagFilter.none();
        }
        return extract.isEmpty()
                ? TagFilter.none().including(TagPattern.regexp(filterPattern.get()))
                : TagFilter.none().extracting(Extract.of(filterPattern.get(), extract));
    }

    private static Direction direction(String order) {
        return switch (order.toUpperCase(Locale.ROOT)) {
            case "", "ASC" -> Direction.ASCENDING;
            case "DESC" -> Direction.DESCENDING;
            default ->
                throw new SelectionException(
                        "spec.policy order '" + order + "'", "it is neither asc nor desc", "write asc or desc");
        };
    }
}
