package dev.fairlead.forge.gitlab;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.forge.gitlab.GitLabStub.Asked;
import dev.fairlead.forge.gitlab.GitLabStub.Reply;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The issues of {@link GitLabStub}, as docs.gitlab.com/api/issues shows them. */
final class StubIssues {
    final Map<Integer, ObjectNode> all = new TreeMap<>();

    private final GitLabStub stub;

    StubIssues(GitLabStub stub) {
        this.stub = stub;
    }

    Reply reply(Asked asked) {
        if (asked.path().size() > 1) {
            return edit(asked);
        }
        return asked.is("POST") ? open(asked) : stub.page(asked, listed(asked.query()));
    }

    /** issues#list-project-issues, the newest first. */
    private List<ObjectNode> listed(Map<String, String> query) {
        return all.values().stream()
                .filter(issue -> issue.path("state").asText().equals(query.get("state")))
                .filter(issue -> issue.path("author")
                        .path("username")
                        .asText()
                        .equals(query.getOrDefault(
                                "author_username",
                                issue.path("author").path("username").asText())))
                .sorted((one, other) ->
                        other.path("iid").asInt() - one.path("iid").asInt())
                .toList();
    }

    /** issues#create-an-issue. */
    private Reply open(Asked asked) {
        return Reply.made(add(
                StubUser.BOT.json(),
                asked.body().path("title").asText(),
                asked.body().path("description").asText()));
    }

    ObjectNode add(ObjectNode author, String title, String description) {
        int iid = all.size() + 1;
        ObjectNode issue = GitLabStub.JSON
                .createObjectNode()
                .put("iid", iid)
                .put("state", "opened")
                .put("title", title)
                .put("description", stub.merges.notes.kept(description))
                .put("web_url", stub.root() + "/acme/platform/config/-/issues/" + iid);
        issue.set("author", author);
        all.put(iid, issue);
        return issue;
    }

    /** issues#edit-an-issue. */
    private Reply edit(Asked asked) {
        ObjectNode issue = all.get(Integer.valueOf(asked.part(1)));
        if (asked.body().has("title")) {
            issue.set("title", asked.body().get("title"));
        }
        if (asked.body().has("description")) {
            issue.put(
                    "description",
                    stub.merges.notes.kept(asked.body().path("description").asText()));
        }
        if (asked.body().path("state_event").asText().equals("close")) {
            issue.put("state", "closed");
        }
        return Reply.ok(issue);
    }
}
