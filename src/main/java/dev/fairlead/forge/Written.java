package dev.fairlead.forge;

import dev.fairlead.Problem;
import java.util.List;

/**
 * A pull request after it was written.
 *
 * @param changed whether anything had to be sent
 * @param unmet what was asked for and could not be had (a reviewer whom the forge does not know, a body cut short), each
 *     with its remedy; the rest was done
 */
public record Written(PullRequest pullRequest, boolean changed, List<Problem> unmet) {
    public Written {
        unmet = List.copyOf(unmet);
    }
}
