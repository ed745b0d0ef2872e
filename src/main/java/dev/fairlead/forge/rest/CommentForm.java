package dev.fairlead.forge.rest;

import com.fasterxml.jackson.databind.JsonNode;

/** Where a forge's API has the comments of a pull request, and in which words. Paths are below the repository's own. */
public interface CommentForm {
    /** All of a pull request, the oldest first; with its query. */
    String all(String id);

    /** Where a new one is sent to. */
    String added(String id);

    /** One that is there. */
    String one(String id, String comment);

    /** The method by which a comment is changed. */
    String change();

    /** Who wrote it. */
    String author(JsonNode comment);

    /** Whether somebody wrote it, and not the forge itself. */
    default boolean written(JsonNode comment) {
        return true;
    }

    /** A text as it is sent. */
    default String sent(String text) {
        return text;
    }

    /** A text as it was before it was sent. */
    default String read(String text) {
        return text;
    }
}
