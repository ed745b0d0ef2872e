package dev.fairlead.pipeline.result;

/**
 * What a config repository shows to whom may read it.
 *
 * @param branch the one that its {@code HEAD} points to, without {@code refs/heads/}
 * @param branches how many there are
 */
public record ReachedRepository(String branch, int branches) {}
