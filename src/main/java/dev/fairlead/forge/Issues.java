package dev.fairlead.forge;

import java.util.Optional;

/** Issues of the repository, of which at most one of each key is ours. */
public interface Issues extends ForgeCapability {
    /** Our open issue of a key. */
    Optional<Issue> issue(String key);

    /**
     * Opens the issue of a key, or brings the one that is open up to date; what it says already is not written again.
     *
     * @param key hidden in the text
     * @param body Markdown; cut at a line where the forge takes less
     */
    Issue putIssue(String key, String title, String body);
}
