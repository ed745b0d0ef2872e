package dev.fairlead.update.propose;

import dev.fairlead.forge.Forge;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequestQuery;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is open in a repository, for groups that propose nothing and have no branch: the forge is asked once a run for all of
 * them. It serves several threads.
 */
public final class OpenPulls {
    /** A page of most forges. What a killed run left is among the newest for the run after it. */
    private static final int LIMIT = 100;

    private final Optional<Forge> forge;
    private @Nullable List<PullRequest> known;

    public OpenPulls(Optional<Forge> forge) {
        this.forge = forge;
    }

    /**
     * Those from a branch.
     *
     * @throws dev.fairlead.forge.ForgeException when the forge does not tell; it is not asked again
     */
    List<PullRequest> from(String branch) {
        return all().stream().filter(pull -> pull.head().equals(branch)).toList();
    }

    /** The newest of them, whose ever they are. */
    synchronized List<PullRequest> all() {
        if (known == null) {
            known = List.of();
            known = forge.map(open -> open.find(PullRequestQuery.open().atMost(LIMIT)))
                    .orElse(List.of());
        }
        return known;
    }
}
