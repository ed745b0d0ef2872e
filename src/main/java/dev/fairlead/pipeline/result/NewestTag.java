package dev.fairlead.pipeline.result;

import java.time.Instant;
import java.util.Optional;

/**
 * The tag that a policy chose.
 *
 * @param reference the image with the tag, and the digest where it is known
 * @param tag the tag
 * @param digest what it points at
 * @param pushed when it was pushed
 * @param reason why it won, and what lost
 */
public record NewestTag(
        String reference, String tag, Optional<String> digest, Optional<Instant> pushed, String reason) {}
