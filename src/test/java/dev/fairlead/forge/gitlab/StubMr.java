package dev.fairlead.forge.gitlab;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** A merge request inside {@link GitLabStub}, printed as docs.gitlab.com/api/merge_requests shows it. */
final class StubMr {
    private static final Pattern DRAFT = Pattern.compile("(?is)^(\\[draft]|\\(draft\\)|draft:).*");

    final int iid;
    final String head;
    final String base;
    final StubUser author;
    final Instant createdAt = now();

    /** Not the project's own id for a merge request from a fork. */
    long sourceProject = GitLabStub.PROJECT;

    String title = "";
    String description = "";
    String state = "opened";
    String headSha;
    boolean squash;
    boolean autoMerge;
    Optional<String> mergeCommit = Optional.empty();
    Optional<String> squashCommit = Optional.empty();
    Optional<String> mergeError = Optional.empty();
    Optional<StubUser> endedBy = Optional.empty();
    Optional<Instant> endedAt = Optional.empty();
    Instant updatedAt = createdAt;
    final TreeSet<String> labels = new TreeSet<>();
    final List<StubUser> reviewers = new ArrayList<>();
    final List<StubUser> assignees = new ArrayList<>();
    final List<ObjectNode> notes = new ArrayList<>();

    StubMr(int iid, String head, String base, String headSha, StubUser author) {
        this.iid = iid;
        this.head = head;
        this.base = base;
        this.headSha = headSha;
        this.author = author;
    }

    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    boolean open() {
        return state.equals("opened");
    }

    boolean own() {
        return sourceProject == GitLabStub.PROJECT;
    }

    boolean draft() {
        return DRAFT.matcher(title).matches();
    }

    void end(String how) {
        state = how;
        endedBy = Optional.of(StubUser.BOT);
        endedAt = Optional.of(now());
        updatedAt = now();
        autoMerge = false;
    }

    void reopen() {
        state = "opened";
        endedBy = Optional.empty();
        endedAt = Optional.empty();
    }

    ObjectNode json(String webUrl) {
        boolean merged = state.equals("merged");
        ObjectNode json = GitLabStub.JSON
                .createObjectNode()
                .put("id", 9000 + iid)
                .put("iid", iid)
                .put("project_id", GitLabStub.PROJECT)
                .put("title", title)
                .put("description", description)
                .put("state", state)
                .put("draft", draft())
                .put("work_in_progress", draft())
                .put("web_url", webUrl + "/-/merge_requests/" + iid)
                .put("source_branch", head)
                .put("target_branch", base)
                .put("source_project_id", sourceProject)
                .put("target_project_id", GitLabStub.PROJECT)
                .put("sha", headSha)
                .put("squash", squash)
                .put("merge_when_pipeline_succeeds", autoMerge)
                .put("merge_commit_sha", mergeCommit.orElse(null))
                .put("squash_commit_sha", squashCommit.orElse(null))
                .put("merge_error", mergeError.orElse(null))
                .put("created_at", createdAt.toString())
                .put("updated_at", updatedAt.toString());
        ended(json, merged, "merged_at", "merge_user");
        ended(json, state.equals("closed"), "closed_at", "closed_by");
        json.set("author", author.json());
        ArrayNode names = json.putArray("labels");
        labels.forEach(names::add);
        ArrayNode asked = json.putArray("reviewers");
        reviewers.forEach(user -> asked.add(user.json()));
        ArrayNode assigned = json.putArray("assignees");
        assignees.forEach(user -> assigned.add(user.json()));
        return json;
    }

    private void ended(ObjectNode json, boolean so, String time, String user) {
        json.put(time, so ? endedAt.map(Instant::toString).orElse(null) : null);
        json.set(user, so && endedBy.isPresent() ? endedBy.get().json() : GitLabStub.JSON.nullNode());
    }
}
