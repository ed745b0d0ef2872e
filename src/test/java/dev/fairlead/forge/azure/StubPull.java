package dev.fairlead.forge.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** A pull request inside {@link AzureStub}, printed as "GitPullRequest" of {@code git/7.1/git.json} describes it. */
final class StubPull {
    static final ObjectMapper JSON = new ObjectMapper();

    final int number;
    final String head;
    final String base;
    final StubPerson author;
    final Instant createdAt = Instant.now();

    String title = "";
    String description = "";
    boolean draft;
    boolean fork;
    String status = "active";
    String headSha;
    Optional<String> mergeCommit = Optional.empty();
    Optional<StubPerson> closedBy = Optional.empty();
    Optional<Instant> closedAt = Optional.empty();
    Optional<StubPerson> autoCompleteBy = Optional.empty();
    ObjectNode completionOptions = JSON.createObjectNode();

    /** Whether it is being completed in the background. */
    boolean completing;

    String failure = "";
    final Map<String, StubPerson> reviewers = new LinkedHashMap<>();
    final Map<String, Integer> votes = new LinkedHashMap<>();
    final TreeMap<String, String> labels = new TreeMap<>();
    final List<String> iterations = new ArrayList<>();
    final List<ObjectNode> threads = new ArrayList<>();
    final TreeSet<String> workItems = new TreeSet<>();

    StubPull(int number, String head, String base, String headSha, StubPerson author) {
        this.number = number;
        this.head = head;
        this.base = base;
        this.author = author;
        this.headSha = headSha;
        iterations.add(headSha);
    }

    boolean open() {
        return status.equals("active");
    }

    void end(String how, StubPerson by) {
        status = how;
        closedBy = Optional.of(by);
        closedAt = Optional.of(Instant.now());
        completing = false;
    }

    /** A thread that the server itself writes. */
    void tell(String type, Map<String, StubPerson> people) {
        ObjectNode thread = thread("Somebody did something", "system", author);
        ObjectNode properties = thread.putObject("properties");
        properties.putObject("CodeReviewThreadType").put("$value", type);
        ObjectNode identities = thread.putObject("identities");
        int at = 1;
        for (Map.Entry<String, StubPerson> person : people.entrySet()) {
            properties.putObject(person.getKey()).put("$value", String.valueOf(at));
            identities.set(String.valueOf(at++), person.getValue().json());
        }
    }

    ObjectNode thread(String text, String type, StubPerson by) {
        ObjectNode thread = JSON.createObjectNode()
                .put("id", threads.size() + 100)
                .put("publishedDate", Instant.now().toString())
                .put("isDeleted", false);
        ObjectNode comment = thread.putArray("comments").addObject();
        comment.put("id", 1)
                .put("parentCommentId", 0)
                .put("content", text)
                .put("commentType", type)
                .put("publishedDate", Instant.now().toString())
                .put("lastUpdatedDate", Instant.now().toString());
        comment.set("author", by.json());
        threads.add(thread);
        return thread;
    }

    ObjectNode json(boolean conflicts) {
        ObjectNode json = JSON.createObjectNode()
                .put("pullRequestId", number)
                .put("status", status)
                .put("creationDate", createdAt.toString())
                .put("title", title)
                .put("sourceRefName", "refs/heads/" + head)
                .put("targetRefName", "refs/heads/" + base)
                .put("isDraft", draft)
                .put("mergeStatus", mergeStatus(conflicts));
        if (!description.isEmpty()) {
            json.put("description", description);
        }
        json.set("createdBy", author.json());
        json.putObject("lastMergeSourceCommit").put("commitId", headSha);
        // An open one has the commit of a test merge here.
        json.putObject("lastMergeCommit").put("commitId", mergeCommit.orElse("7e57".repeat(10)));
        closedAt.ifPresent(time -> json.put("closedDate", time.toString()));
        closedBy.ifPresent(who -> json.set("closedBy", who.json()));
        autoCompleteBy.ifPresent(who -> json.set("autoCompleteSetBy", who.json()));
        json.set("completionOptions", completionOptions);
        if (!failure.isEmpty()) {
            json.put("mergeFailureMessage", failure);
        }
        if (fork) {
            json.putObject("forkSource").put("name", "refs/heads/" + head);
        }
        reviewers
                .values()
                .forEach(person ->
                        json.withArray("reviewers").add(person.json().put("vote", votes.getOrDefault(person.id(), 0))));
        return json;
    }

    private String mergeStatus(boolean conflicts) {
        if (completing) {
            return "queued";
        }
        if (!failure.isEmpty()) {
            return "failure";
        }
        return conflicts ? "conflicts" : "succeeded";
    }

    JsonNode labels() {
        ObjectNode list = JSON.createObjectNode().put("count", labels.size());
        var values = list.putArray("value");
        labels.forEach(
                (name, id) -> values.addObject().put("id", id).put("name", name).put("active", true));
        return list;
    }
}
