package dev.fairlead.forge;

import java.util.Set;

/**
 * What a forge's pull requests can hold. What is beyond it is left out or cut short when written, and told in
 * {@link Written#unmet()}.
 *
 * @param name the forge as people call it
 * @param features what a pull request can carry beside its texts
 * @param titleLimit in characters (UTF-16)
 * @param bodyLimit in characters (UTF-16), the hidden marker included
 * @param mergeMethods the ways to merge that the forge knows; a repository may allow fewer
 */
public record ForgeTraits(
        String name, Set<Feature> features, int titleLimit, int bodyLimit, Set<MergeMethod> mergeMethods) {
    /** Something that not every forge knows. */
    public enum Feature {
        LABELS,
        REVIEWERS,
        TEAM_REVIEWERS,
        ASSIGNEES,
        DRAFTS
    }

    public ForgeTraits {
        features = Set.copyOf(features);
        mergeMethods = Set.copyOf(mergeMethods);
    }

    public boolean has(Feature feature) {
        return features.contains(feature);
    }
}
