package dev.fairlead.forge.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.forge.BareRepository;
import dev.fairlead.forge.github.StubMerge;
import dev.fairlead.forge.gitlab.GitLabStub.Asked;
import dev.fairlead.forge.gitlab.GitLabStub.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** The merge requests of {@link GitLabStub}: listed, opened, changed. */
final class StubMergeRequests {
    final Map<Integer, StubMr> all = new TreeMap<>();
    final StubAccepting accepting;
    final StubNotes notes;

    /** Whether a merge request is closed when its branch goes, which GitLab's versions do or do not. */
    boolean closesWithBranch;

    /** How often one is asked for before a push to its branch is seen. */
    int seesPushesLate;

    /** Whether the next one is opened though another is open, as when two are sent at the same moment. */
    boolean letsTwoThrough;

    /** What somebody does right before the next one is opened. */
    Runnable beforeOpening = () -> {};

    private final GitLabStub stub;

    StubMergeRequests(GitLabStub stub, StubMerge git) {
        this.stub = stub;
        accepting = new StubAccepting(stub, this, git);
        notes = new StubNotes(stub);
    }

    BareRepository repository() {
        return stub.repository();
    }

    /** The head of an open one follows its branch; a push takes the wish to merge back ("Auto-merge"). */
    void sync() {
        for (StubMr mr : all.values()) {
            if (mr.open() && mr.own()) {
                Optional<String> branch = repository().branch(mr.head);
                if (branch.isEmpty() && closesWithBranch) {
                    mr.end("closed");
                } else if (branch.isPresent() && !branch.get().equals(mr.headSha) && seesPushesLate == 0) {
                    mr.headSha = branch.get();
                    mr.autoMerge = false;
                }
            }
        }
    }

    void pipelineChanged(String sha) {
        all.values().stream()
                .filter(mr -> mr.open() && mr.headSha.equals(sha) && mr.autoMerge)
                .forEach(accepting::whenItCan);
    }

    StubMr of(String iid) {
        return iid.matches("[0-9]{1,9}") ? all.get(Integer.valueOf(iid)) : null;
    }

    Reply reply(Asked asked) {
        if (asked.path().size() == 1) {
            return asked.is("POST") ? create(asked.body()) : stub.page(asked, listed(asked.query()));
        }
        StubMr mr = of(asked.part(1));
        if (mr == null) {
            return Reply.notFound("");
        }
        return switch (asked.method() + " " + asked.part(2)) {
            case "GET " -> one(mr, asked);
            case "PUT " -> update(mr, asked.body());
            case "PUT merge" -> accepting.merge(mr, asked.body());
            case "PUT rebase" -> accepting.rebase(mr);
            case "POST cancel_merge_when_pipeline_succeeds" -> accepting.cancel(mr);
            default -> asked.part(2).equals("notes") ? notes.reply(mr, asked) : Reply.notFound("");
        };
    }

    /** merge_requests#list-project-merge-requests: those of forks, too; without pipelines. */
    private List<ObjectNode> listed(Map<String, String> query) {
        List<ObjectNode> found = new ArrayList<>();
        for (StubMr mr : all.values()) {
            String state = query.getOrDefault("state", "all");
            if ((state.equals("all") || state.equals(mr.state))
                    && mr.head.equals(query.getOrDefault("source_branch", mr.head))
                    && mr.base.equals(query.getOrDefault("target_branch", mr.base))) {
                found.add(0, mr.json(url()).put("detailed_merge_status", "unchecked"));
            }
        }
        return found;
    }

    /** merge_requests#get-single-mr. */
    private Reply one(StubMr mr, Asked asked) {
        if (seesPushesLate > 0) {
            seesPushesLate--;
        }
        boolean rebasing = accepting.step(mr);
        ObjectNode json = json(mr);
        ObjectNode pipeline = json.putObject("head_pipeline");
        stub.pipelines.pipeline(mr.headSha).ifPresentOrElse(status -> pipeline.put("status", status), () -> {
            json.putNull("head_pipeline");
        });
        if (asked.query().containsKey("include_rebase_in_progress")) {
            json.put("rebase_in_progress", rebasing);
        }
        return Reply.ok(json);
    }

    private ObjectNode json(StubMr mr) {
        String status = accepting.status(mr);
        return mr.json(url()).put("detailed_merge_status", status).put("has_conflicts", status.equals("conflict"));
    }

    private String url() {
        return stub.root() + "/acme/platform/config";
    }

    /** merge_requests#create-mr: a second one of the same branches is refused, one without a commit is not. */
    private Reply create(JsonNode body) {
        String head = body.path("source_branch").asText();
        String base = body.path("target_branch").asText();
        beforeOpening.run();
        Optional<StubMr> there = openFrom(head, base);
        if (there.isPresent() && !letsTwoThrough) {
            ObjectNode json = GitLabStub.JSON.createObjectNode();
            json.putArray("message")
                    .add("Another open merge request already exists for this source branch: !" + there.get().iid);
            return new Reply(409, json);
        }
        letsTwoThrough = false;
        StubMr mr =
                new StubMr(all.size() + 1, head, base, repository().branch(head).orElse(""), StubUser.BOT);
        Optional<Reply> wrong = texts(mr, body);
        if (wrong.isPresent()) {
            return wrong.get();
        }
        all.put(mr.iid, mr);
        return Reply.made(json(mr));
    }

    private Optional<StubMr> openFrom(String head, String base) {
        return all.values().stream()
                .filter(mr -> mr.open() && mr.own() && mr.head.equals(head) && mr.base.equals(base))
                .findFirst();
    }

    /** A title has 255 characters, a description 1,048,576 (gitlab-org/gitlab: {@code Issuable}). */
    private Optional<Reply> texts(StubMr mr, JsonNode body) {
        String title = body.path("title").asText(mr.title).strip();
        String description = body.path("description").asText(mr.description);
        if (title.codePointCount(0, title.length()) > 255) {
            return Optional.of(Reply.invalid("title", "is too long (maximum is 255 characters)"));
        }
        if (description.codePointCount(0, description.length()) > 1_048_576) {
            return Optional.of(Reply.invalid("description", "is too long (maximum is 1048576 characters)"));
        }
        mr.title = title;
        mr.description = notes.acted(mr, description);
        mr.updatedAt = StubMr.now();
        return Optional.empty();
    }

    /** merge_requests#update-mr. */
    private Reply update(StubMr mr, JsonNode body) {
        Optional<Reply> wrong = texts(mr, body);
        if (wrong.isPresent()) {
            return wrong.get();
        }
        switch (body.path("state_event").asText()) {
            case "close" -> {
                if (mr.open()) {
                    mr.end("closed");
                }
            }
            case "reopen" -> {
                if (openFrom(mr.head, mr.base).isPresent()) {
                    return Reply.invalid(
                            "validate_branches", "Another open merge request already exists for this source branch");
                }
                mr.reopen();
            }
            default -> {}
        }
        for (String label : body.path("add_labels").asText("").split(",")) {
            if (!label.isBlank() && label.length() <= 255) {
                mr.labels.add(label.strip());
            }
        }
        List.of(body.path("remove_labels").asText("").split(",")).forEach(mr.labels::remove);
        people(mr.assignees, body.path("assignee_ids"));
        notes.asked(mr, people(mr.reviewers, body.path("reviewer_ids")));
        sync();
        return Reply.ok(json(mr));
    }

    /** Those who may not, and those beyond what the license allows, are left out in silence; who is new. */
    private List<StubUser> people(List<StubUser> there, JsonNode ids) {
        if (ids.isMissingNode()) {
            return List.of();
        }
        List<StubUser> wanted = StreamSupport.stream(ids.spliterator(), false)
                .flatMap(id -> StubUser.of(id.asLong()).stream())
                .filter(user -> user.member)
                .limit(stub.premium ? 100 : 1)
                .toList();
        List<StubUser> added =
                wanted.stream().filter(user -> !there.contains(user)).toList();
        there.clear();
        there.addAll(wanted);
        return added;
    }
}
