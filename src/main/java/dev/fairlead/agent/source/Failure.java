package dev.fairlead.agent.source;

import dev.fairlead.Problem;
import java.time.Instant;

/**
 * How a source fails.
 *
 * @param problem of the last attempt
 * @param since when the first of these attempts failed; every one after it failed, too
 * @param attempts how many failed, one after the other
 * @param retryable whether the same attempt may succeed later without anybody doing anything
 */
public record Failure(Problem problem, Instant since, int attempts, boolean retryable) {}
