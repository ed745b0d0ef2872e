package dev.fairlead.forge;

/** Opening a closed pull request again. */
public interface Reopening extends ForgeCapability {
    /**
     * Opens a closed pull request again; an open one is returned as it is.
     *
     * @throws ForgeException {@code NOT_MERGEABLE} when it was merged, its branch is gone, or another one is open from
     *     the same branch
     */
    PullRequest reopen(String id);
}
