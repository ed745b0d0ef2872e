package dev.fairlead.pipeline.result;

import java.util.Optional;

/**
 * A pull request as a page shows it.
 *
 * @param state {@code open}, {@code merged} or {@code closed}
 * @param mergeCommit the commit that brought it in
 */
public record PullRequestView(String id, String url, String title, String state, Optional<String> mergeCommit) {}
