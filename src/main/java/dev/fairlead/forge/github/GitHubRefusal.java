package dev.fairlead.forge.github;

import dev.fairlead.Problem;
import dev.fairlead.forge.ForgeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An answer of GitHub's that is an error, with its words, by which some refusals are told apart. */
final class GitHubRefusal extends ForgeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String words;

    /**
     * @param status of HTTP; 200 for an error of GraphQL
     * @param words everything that GitHub said
     */
    GitHubRefusal(Kind kind, Problem problem, int status, String words, @Nullable Instant retryAt) {
        super(kind, problem, null, retryAt);
        this.status = status;
        this.words = words;
    }

    int status() {
        return status;
    }

    boolean says(String part) {
        return words.contains(part);
    }
}
