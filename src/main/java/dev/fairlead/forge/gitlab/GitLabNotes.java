package dev.fairlead.forge.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.forge.rest.CommentForm;

/** Comments as GitLab has them ("Notes API", "Merge requests"); what it notes itself is none. */
final class GitLabNotes implements CommentForm {
    @Override
    public String all(String id) {
        return added(id) + "?sort=asc&order_by=created_at&per_page=100";
    }

    @Override
    public String added(String id) {
        return "/merge_requests/" + id + "/notes";
    }

    @Override
    public String one(String id, String comment) {
        return added(id) + "/" + comment;
    }

    @Override
    public String change() {
        return "PUT";
    }

    @Override
    public String author(JsonNode comment) {
        return comment.path("author").path("username").asText("ghost");
    }

    @Override
    public boolean written(JsonNode comment) {
        return !comment.path("system").asBoolean();
    }

    @Override
    public String sent(String text) {
        return QuickActions.quoted(text);
    }

    @Override
    public String read(String text) {
        return QuickActions.unquoted(text);
    }
}
