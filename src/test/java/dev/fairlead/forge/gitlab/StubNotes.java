package dev.fairlead.forge.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.forge.gitlab.GitLabStub.Asked;
import dev.fairlead.forge.gitlab.GitLabStub.Reply;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Notes of merge requests, those of GitLab itself included, and the quick actions in texts. */
final class StubNotes {
    /** user/project/quick_actions: a line that begins with a slash and the name of an action. */
    private static final Pattern ACTION =
            Pattern.compile("(?mi)^/(close|reopen|merge|label|approve|assign|rebase|draft)(?: [^\\n]*)?(?:\\s*\\n|$)");

    private final GitLabStub stub;
    private long nextId = 1000;

    StubNotes(GitLabStub stub) {
        this.stub = stub;
    }

    /** notes#merge-requests: listed, added, changed, deleted. */
    Reply reply(StubMr mr, Asked asked) {
        if (asked.path().size() == 3) {
            return asked.is("POST")
                    ? Reply.made(add(mr, StubUser.BOT.json(), text(mr, asked.body()), false))
                    : stub.page(asked, mr.notes);
        }
        for (ObjectNode note : mr.notes) {
            if (note.path("id").asText().equals(asked.part(3))) {
                return change(mr, note, asked);
            }
        }
        return Reply.notFound("Note ");
    }

    private Reply change(StubMr mr, ObjectNode note, Asked asked) {
        if (asked.is("DELETE")) {
            mr.notes.remove(note);
            return Reply.nothing();
        }
        return Reply.ok(note.put("body", text(mr, asked.body()))
                .put("updated_at", StubMr.now().toString()));
    }

    private String text(StubMr mr, JsonNode body) {
        return acted(mr, body.path("body").asText());
    }

    /** A note by somebody else. */
    void add(StubMr mr, String username, String text) {
        add(mr, GitLabStub.JSON.createObjectNode().put("username", username), text, false);
    }

    ObjectNode add(StubMr mr, ObjectNode author, String text, boolean system) {
        ObjectNode note = GitLabStub.JSON
                .createObjectNode()
                .put("id", nextId++)
                .put("body", text)
                .put("system", system)
                .put("created_at", StubMr.now().toString())
                .put("updated_at", StubMr.now().toString());
        note.set("author", author);
        mr.notes.add(note);
        return note;
    }

    /** What GitLab notes of reviewers ("System notes on merge requests"). */
    void asked(StubMr mr, List<StubUser> added) {
        if (!added.isEmpty()) {
            String names = added.stream().map(user -> "@" + user.username).collect(Collectors.joining(" and "));
            add(mr, StubUser.BOT.json(), "requested review from " + names, true);
        }
    }

    /** The text that stays: its actions are carried out (here, closing) and taken away, as is white space at its end. */
    String acted(StubMr mr, String text) {
        Matcher action = ACTION.matcher(text.replace("\r", ""));
        if (action.results().anyMatch(found -> found.group(1).equalsIgnoreCase("close"))) {
            mr.end("closed");
        }
        return kept(text);
    }

    String kept(String text) {
        return ACTION.matcher(text.replace("\r", "")).replaceAll("").stripTrailing();
    }
}
