package dev.fairlead.forge.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/** The comments of one pull request as a forge keeps them. */
public interface CommentBoard {
    /**
     * A comment as it was read.
     *
     * @param text all of it, marks included
     * @param json as the forge sent it
     */
    record Posted(String id, String author, String text, Instant createdAt, Instant updatedAt, JsonNode json) {}

    /** The oldest first. */
    List<Posted> all();

    /** Whether its author may write as we do; anybody else may have copied our mark. */
    boolean trusts(Posted comment);

    Posted add(String text);

    Posted change(Posted comment, String text);

    void delete(Posted comment);
}
