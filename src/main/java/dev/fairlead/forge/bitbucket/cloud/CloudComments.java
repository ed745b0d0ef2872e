package dev.fairlead.forge.bitbucket.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.forge.rest.CommentBoard;
import dev.fairlead.forge.rest.Fields;
import dev.fairlead.forge.rest.RestApi;
import java.util.List;
import java.util.Optional;

/** Comments of a pull request; deleted ones stay in the list and are left out. */
final class CloudComments implements CommentBoard {
    private final CloudRepository repository;
    private final CloudPull pull;

    CloudComments(CloudRepository repository, CloudPull pull) {
        this.repository = repository;
        this.pull = pull;
    }

    private String path() {
        return "/pullrequests/" + pull.id() + "/comments";
    }

    /** "List comments on a pull request". */
    @Override
    public List<Posted> all() {
        return repository.all(path() + "?pagelen=100&sort=created_on").stream()
                .filter(json -> !json.path("deleted").asBoolean())
                .map(this::read)
                .toList();
    }

    private Posted read(JsonNode json) {
        String id = json.path("id").asText();
        return new Posted(
                id,
                CloudPull.name(json.path("user")),
                Fields.lines(json.path("content"), "raw"),
                Fields.time(json, "created_on", CloudDialect.NAME, "comment " + id),
                Fields.time(json, "updated_on", CloudDialect.NAME, "comment " + id),
                json);
    }

    /** Ours are those of our account; where the token may not tell it, those of the pull request's author. */
    @Override
    public boolean trusts(Posted comment) {
        Optional<String> us = repository.account().or(pull::authorId);
        return us.isPresent()
                && Fields.text(comment.json().path("user"), "uuid").equals(us);
    }

    private static ObjectNode content(String text) {
        ObjectNode body = RestApi.object();
        body.putObject("content").put("raw", text);
        return body;
    }

    /** "Create a comment on a pull request". */
    @Override
    public Posted add(String text) {
        return read(repository.send("POST", path(), content(text)));
    }

    /** "Update a comment on a pull request". */
    @Override
    public Posted change(Posted comment, String text) {
        return read(repository.send("PUT", path() + "/" + comment.id(), content(text)));
    }

    /** "Delete a comment on a pull request". */
    @Override
    public void delete(Posted comment) {
        repository.send("DELETE", path() + "/" + comment.id(), null);
    }
}
