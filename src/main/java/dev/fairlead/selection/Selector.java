package dev.fairlead.selection;

/**
 * Which tag of an image is wanted: a policy among the tags that a filter lets through.
 *
 * @param policy what makes a tag the newest
 * @param filter which tags may be chosen at all
 */
public record Selector(TagPolicy policy, TagFilter filter) {
    public Selector {
        if (policy.follows().isPresent() && filter.judgesNames()) {
            throw new SelectionException(
                    "policy '" + policy + "'",
                    "it follows one tag, so include, exclude and extract have nothing to choose from",
                    "leave them out, or use another policy");
        }
    }

    /** This policy among all tags. */
    public static Selector of(TagPolicy policy) {
        return new Selector(policy, TagFilter.none());
    }
}
