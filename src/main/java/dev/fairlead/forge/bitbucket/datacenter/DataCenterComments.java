package dev.fairlead.forge.bitbucket.datacenter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.rest.CommentBoard;
import dev.fairlead.forge.rest.Fields;
import dev.fairlead.forge.rest.Refusal;
import dev.fairlead.forge.rest.RestApi;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Comments of a pull request, which only its activities list. Nobody may change the text of another's. */
final class DataCenterComments implements CommentBoard {
    private final DataCenterRepository repository;
    private final DataCenterPulls pulls;
    private final String pull;

    DataCenterComments(DataCenterRepository repository, DataCenterPulls pulls, String pull) {
        this.repository = repository;
        this.pulls = pulls;
        this.pull = pull;
    }

    @Override
    public List<Posted> all() {
        List<Posted> oldestFirst = new ArrayList<>();
        for (JsonNode activity : pulls.activities(pull)) {
            if (activity.path("action").asText().equals("COMMENTED")
                    && activity.path("commentAction").asText("ADDED").equals("ADDED")) {
                oldestFirst.add(read(activity.path("comment")));
            }
        }
        Collections.reverse(oldestFirst);
        return oldestFirst;
    }

    private Posted read(JsonNode json) {
        return new Posted(
                json.path("id").asText(),
                author(json).orElse("ghost"),
                Fields.lines(json, "text"),
                Instant.ofEpochMilli(json.path("createdDate").asLong()),
                Instant.ofEpochMilli(json.path("updatedDate").asLong()),
                json);
    }

    private static Optional<String> author(JsonNode comment) {
        return Fields.text(comment.path("author"), "name");
    }

    @Override
    public boolean trusts(Posted comment) {
        Optional<String> author = author(comment.json());
        return author.isPresent() && author.equals(repository.account());
    }

    private String path() {
        return "/pull-requests/" + pull + "/comments";
    }

    /** "Add pull request comment". */
    @Override
    public Posted add(String text) {
        return read(repository.send("POST", path(), RestApi.object().put("text", text)));
    }

    /** "Update pull request comment", again where another process of ours changed it in the same moment. */
    @Override
    public Posted change(Posted comment, String text) {
        for (Posted now = comment; ; ) {
            ObjectNode body = RestApi.object()
                    .put("text", text)
                    .put("version", now.json().path("version").asInt());
            try {
                return read(repository.send("PUT", path() + "/" + comment.id(), body));
            } catch (Refusal e) {
                Posted later = again(comment.id(), e);
                if (later.json().path("version").equals(now.json().path("version"))) {
                    throw e;
                }
                now = later;
            }
        }
    }

    private Posted again(String id, Refusal e) {
        if (e.kind() != Kind.STALE) {
            throw e;
        }
        return all().stream()
                .filter(comment -> comment.id().equals(id))
                .findFirst()
                .orElseThrow(() -> e);
    }

    /** "Delete a pull request comment". */
    @Override
    public void delete(Posted comment) {
        repository.send(
                "DELETE",
                path() + "/" + comment.id() + "?version="
                        + comment.json().path("version").asInt(),
                null);
    }
}
