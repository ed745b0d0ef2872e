package dev.fairlead.forge.rest;

import dev.fairlead.Problem;
import dev.fairlead.forge.ForgeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An answer of a forge that is an error, with its words, by which some refusals are told apart. */
public final class Refusal extends ForgeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String words;

    /**
     * @param status of HTTP; 200 for an error of GraphQL
     * @param words everything that the forge said
     */
    public Refusal(Kind kind, Problem problem, int status, String words, @Nullable Instant retryAt) {
        super(kind, problem, null, retryAt);
        this.status = status;
        this.words = words;
    }

    /** Of HTTP; 200 for an error that GraphQL tells in an answer. */
    public int status() {
        return status;
    }

    /** Whether the forge's own words hold this. */
    public boolean says(String part) {
        return words.contains(part);
    }
}
