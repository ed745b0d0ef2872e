package dev.fairlead.update.report;

/**
 * A pull request of a run.
 *
 * @param id what the forge knows it by
 * @param url where people look at it
 * @param state {@code open}, {@code merged} or {@code closed}
 */
public record PullRequestReport(String id, String url, String state) {}
