package dev.fairlead.pipeline.order;

import java.util.List;
import java.util.Optional;

/**
 * Which tags a policy chooses among; every word as on the command line of {@code fairlead tags}.
 *
 * @param include a tag has to match one of these, if there are any
 * @param exclude a tag may match none of these
 * @param extract what of a tag is compared
 * @param platforms the image has to run on each of these
 * @param minAge how old the image has to be
 */
public record FilterOrder(
        List<String> include,
        List<String> exclude,
        Optional<String> extract,
        List<String> platforms,
        Optional<String> minAge) {
    /** Keeps out nothing but what is no image to run. */
    public static final FilterOrder NONE =
            new FilterOrder(List.of(), List.of(), Optional.empty(), List.of(), Optional.empty());

    public FilterOrder {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        platforms = List.copyOf(platforms);
    }
}
