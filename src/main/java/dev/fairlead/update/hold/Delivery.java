package dev.fairlead.update.hold;

import dev.fairlead.configrepo.GitId;
import dev.fairlead.update.pending.Proposal;
import java.time.Instant;

/**
 * A version that reached the base branch.
 *
 * @param proposal what was proposed
 * @param commit the commit that brought it, or on whose tree it was
 * @param when it was made
 */
public record Delivery(Proposal proposal, GitId commit, Instant when) {}
