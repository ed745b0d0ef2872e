package dev.fairlead.forge.rest;

import com.fasterxml.jackson.databind.JsonNode;

/** Comments of issues, which pull requests are to GitHub, Gitea and Forgejo. */
final class IssueComments implements CommentForm {
    @Override
    public String all(String id) {
        return added(id) + "?per_page=100";
    }

    @Override
    public String added(String id) {
        return "/issues/" + id + "/comments";
    }

    @Override
    public String one(String id, String comment) {
        return "/issues/comments/" + comment;
    }

    @Override
    public String change() {
        return "PATCH";
    }

    @Override
    public String author(JsonNode comment) {
        return comment.path("user").path("login").asText("ghost");
    }
}
