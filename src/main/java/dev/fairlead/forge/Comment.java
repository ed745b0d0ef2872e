package dev.fairlead.forge;

import java.time.Instant;
import java.util.Optional;

/**
 * A comment on a pull request.
 *
 * @param body the visible text
 * @param key what the comment is about, where it is one of ours
 */
public record Comment(
        String id, String author, String body, Optional<String> key, Instant createdAt, Instant updatedAt) {}
