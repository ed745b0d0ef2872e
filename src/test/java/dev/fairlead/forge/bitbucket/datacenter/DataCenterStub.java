package dev.fairlead.forge.bitbucket.datacenter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.forge.BareRepository;
import dev.fairlead.forge.bitbucket.JsonServer;
import dev.fairlead.forge.bitbucket.StubGit;
import dev.fairlead.forge.github.StubMerge;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;

/**
 * The repository {@code PLAT/config} at a Bitbucket Data Center 9 below {@code /bitbucket}, in memory with a real Git
 * repository behind it, written by hand after the published description (developer.atlassian.com/server/bitbucket/rest,
 * "Bitbucket Data Center REST API"); each operation names its entry there.
 */
public final class DataCenterStub extends JsonServer {
    static final String LOGIN = "fairlead-bot";
    private static final Set<String> USERS = Set.of("grace", "alan", "barbara", LOGIN);
    private static final int LARGEST_PAGE = 3;

    final Map<Integer, DataCenterStubPull> pulls = new TreeMap<>();
    final Map<String, TreeMap<String, ObjectNode>> builds = new TreeMap<>();
    Set<String> strategies = Set.of("no-ff", "squash", "rebase-ff-only");
    List<String> defaultReviewers = List.of();
    Optional<String> requiredBuild = Optional.empty();
    boolean autoMergeOffered = true;

    private final BareRepository repository;
    private final StubMerge merges;
    private int nextComment = 100;

    public DataCenterStub(BareRepository repository) throws IOException {
        this.repository = repository;
        merges = new StubMerge(repository);
    }

    public URI api() {
        return URI.create(root() + "/bitbucket/rest/api/1.0");
    }

    BareRepository repository() {
        return repository;
    }

    /** "Errors and validation". */
    static Reply error(int status, String exception, String message) {
        ObjectNode body = object();
        body.putArray("errors")
                .addObject()
                .putNull("context")
                .put("message", message)
                .put("exceptionName", "com.atlassian.bitbucket." + exception);
        return new Reply(status, body);
    }

    private static Reply missing(String what) {
        return error(404, "NoSuch" + what + "Exception", what + " does not exist");
    }

    @Override
    protected Reply stranger() {
        return error(401, "auth.IncorrectPasswordAuthenticationException", "Authentication failed");
    }

    @Override
    protected Map<String, String> headers() {
        return Map.of("X-AUSERNAME", LOGIN);
    }

    @Override
    protected Reply reply(Asked asked) {
        sync();
        List<String> path = asked.path();
        if (path.size() < 4 || !path.get(0).equals("bitbucket") || !path.get(1).equals("rest")) {
            return missing("Page");
        }
        if (path.get(2).equals("build-status")) {
            return buildsOf(asked, path.get(5));
        }
        if (path.get(4).equals("application-properties")) {
            return Reply.ok(object().put("version", "9.4.0"));
        }
        if (!path.subList(4, 8).equals(List.of("projects", "PLAT", "repos", "config"))) {
            return missing("Repository");
        }
        List<String> rest = path.subList(8, path.size());
        return switch (path.get(2)) {
            case "api" -> api(asked, rest);
            case "branch-utils" -> deleteBranch(asked.body());
            case "default-reviewers" -> reviewersByDefault();
            default -> missing("Page");
        };
    }

    /** An open pull request follows its branch. */
    private void sync() {
        for (DataCenterStubPull pull : pulls.values()) {
            if (pull.open() && pull.fromRepository == DataCenterStubPull.REPOSITORY) {
                repository.branch(pull.from).ifPresent(commit -> pull.fromCommit = commit);
            }
        }
    }

    private Reply api(Asked asked, List<String> rest) {
        return switch (rest.get(0)) {
            case "commits" -> commits(asked, rest);
            case "compare" -> compare(asked);
            case "settings" -> settings();
            case "pull-requests" -> pulls(asked, rest);
            default -> missing("Page");
        };
    }

    /** "Get commits", "Get commit by ID", "Store a build status". */
    private Reply commits(Asked asked, List<String> rest) {
        if (rest.size() == 1) {
            Optional<String> until = StubGit.resolve(repository, asked.query("until", "main"));
            Optional<String> since = Optional.ofNullable(asked.query().get("since"));
            return until.isEmpty()
                    ? missing("Commit")
                    : page(
                            asked,
                            StubGit.log(repository, until.get(), since).stream()
                                    .map(DataCenterStub::commit)
                                    .toList());
        }
        Optional<String> commit = StubGit.resolve(repository, rest.get(1));
        if (commit.isEmpty()) {
            return missing("Commit");
        }
        return rest.size() == 2 ? Reply.ok(object().put("id", commit.get())) : store(commit.get(), asked.body());
    }

    private static ObjectNode commit(RevCommit commit) {
        ObjectNode json = object().put("id", commit.name()).put("message", commit.getFullMessage());
        ArrayNode parents = json.putArray("parents");
        for (RevCommit parent : commit.getParents()) {
            parents.addObject().put("id", parent.name());
        }
        return json;
    }

    /** "Paged APIs": pages no larger than 3 here. */
    static Reply page(Asked asked, List<? extends JsonNode> all) {
        int start = Integer.parseInt(asked.query("start", "0"));
        int size = Math.min(LARGEST_PAGE, Integer.parseInt(asked.query("limit", "25")));
        boolean last = start + size >= all.size();
        ObjectNode page = object().put("size", Math.min(size, Math.max(0, all.size() - start)))
                .put("limit", size)
                .put("isLastPage", last)
                .put("start", start);
        page.putArray("values").addAll(slice(all, start, size));
        if (last) {
            page.putNull("nextPageStart");
        } else {
            page.put("nextPageStart", start + size);
        }
        return Reply.ok(page);
    }

    /** "Get accessible commits". */
    private Reply compare(Asked asked) {
        Optional<String> from = StubGit.resolve(repository, asked.query("from", ""));
        Optional<String> to = StubGit.resolve(repository, asked.query("to", ""));
        return from.isEmpty() || to.isEmpty()
                ? missing("Commit")
                : page(
                        asked,
                        StubGit.log(repository, from.get(), to).stream()
                                .map(DataCenterStub::commit)
                                .toList());
    }

    /** "Get pull request settings". */
    private Reply settings() {
        ObjectNode json = object();
        ArrayNode list = json.putObject("mergeConfig").putArray("strategies");
        for (String id :
                List.of("no-ff", "ff", "ff-only", "rebase-no-ff", "rebase-ff-only", "squash", "squash-ff-only")) {
            list.addObject().put("id", id).put("enabled", strategies.contains(id));
        }
        return Reply.ok(json);
    }

    /** "Store a build status": what is required, and how long it may be. */
    private Reply store(String commit, JsonNode body) {
        for (String field : List.of("key", "state", "url")) {
            if (body.path(field).asText("").isEmpty()) {
                return error(400, "validation.ArgumentValidationException", field + " is required");
            }
        }
        if (body.path("key").asText().length() > 255
                || body.path("description").asText().length() > 255) {
            return error(400, "validation.ArgumentValidationException", "too long");
        }
        builds.computeIfAbsent(commit, any -> new TreeMap<>())
                .put(body.path("key").asText(), (ObjectNode) body);
        for (DataCenterStubPull pull : pulls.values()) {
            if (pull.open()
                    && pull.autoMerge.isPresent()
                    && vetoes(pull).isEmpty()
                    && merged(pull, pull.autoMerge.get()).isPresent()) {
                land(pull, pull.autoMerge.get());
            }
        }
        return Reply.none();
    }

    /** "Get build statuses for commit": nothing, and no error, for a commit that is not known. */
    private Reply buildsOf(Asked asked, String commit) {
        return page(
                asked,
                new ArrayList<>(builds.getOrDefault(commit, new TreeMap<>()).values()));
    }

    /** "Delete branch". */
    private Reply deleteBranch(JsonNode body) {
        String branch = body.path("name").asText().replaceFirst("^refs/heads/", "");
        Optional<String> now = repository.branch(branch);
        if (now.isPresent() && !now.get().equals(body.path("endPoint").asText(now.get()))) {
            return error(400, "repository.ref.UpdateDefaultBranchException", "the ref points to another commit");
        }
        now.ifPresent(any -> repository.delete(branch));
        return Reply.none();
    }

    /** "Get required reviewers for PR creation", which is no page. */
    private Reply reviewersByDefault() {
        ArrayNode list = JSON.createArrayNode();
        defaultReviewers.forEach(name -> list.add(DataCenterStubPull.user(name)));
        return Reply.ok(list);
    }

    private Reply pulls(Asked asked, List<String> rest) {
        if (rest.size() == 1) {
            return asked.method().equals("POST") ? create(asked.body()) : list(asked);
        }
        DataCenterStubPull pull = rest.get(1).matches("[0-9]+") ? pulls.get(Integer.valueOf(rest.get(1))) : null;
        if (pull == null) {
            return missing("PullRequest");
        }
        String action = rest.size() > 2 ? rest.get(2) : "";
        return switch (asked.method() + " " + action) {
            case "GET " -> Reply.ok(pull.json(web()));
            case "PUT " -> update(pull, asked.body());
            case "GET merge" -> Reply.ok(verdict(pull));
            case "POST merge" -> merge(pull, asked);
            case "POST decline" -> move(pull, asked, "OPEN", "DECLINED");
            case "POST reopen" -> move(pull, asked, "DECLINED", "OPEN");
            case "GET auto-merge" ->
                pull.autoMerge.isEmpty()
                        ? Reply.none()
                        : Reply.ok(object().put("fromHash", pull.fromCommit)
                                .put(
                                        "strategyId",
                                        pull.autoMerge.get().path("strategyId").asText()));
            case "DELETE auto-merge" -> {
                pull.autoMerge = Optional.empty();
                yield Reply.none();
            }
            case "GET activities" -> page(asked, pull.newestFirst());
            case "POST participants" -> ask(pull, asked.body());
            case "POST comments" ->
                new Reply(201, comment(pull, LOGIN, asked.body().path("text").asText()));
            case "PUT comments", "DELETE comments" -> change(pull, asked, rest.get(3));
            default -> missing("Page");
        };
    }

    private String web() {
        return root() + "/bitbucket/projects/PLAT/repos/config";
    }

    /** "Get pull requests". */
    private Reply list(Asked asked) {
        String state = asked.query("state", "OPEN");
        boolean outgoing = asked.query("direction", "INCOMING").equals("OUTGOING");
        List<JsonNode> found = new ArrayList<>();
        for (DataCenterStubPull pull : pulls.values()) {
            String end = "refs/heads/" + (outgoing ? pull.from : pull.to);
            if ((state.equals("ALL") || state.equals(pull.state)) && end.equals(asked.query("at", end))) {
                found.add(0, pull.json(web()));
            }
        }
        return page(asked, found);
    }

    /** "Create pull request". */
    private Reply create(JsonNode body) {
        String from = body.path("fromRef").path("id").asText().replaceFirst("^refs/heads/", "");
        String to = body.path("toRef").path("id").asText().replaceFirst("^refs/heads/", "");
        Optional<String> head = repository.branch(from);
        if (head.isEmpty() || repository.branch(to).isEmpty()) {
            return missing("Branch");
        }
        if (pulls.values().stream().anyMatch(pull -> pull.open() && pull.from.equals(from) && pull.to.equals(to))) {
            return error(
                    409,
                    "pull.DuplicatePullRequestException",
                    "Only one pull request may be open for a given source and target branch");
        }
        if (merges.holds(repository.branch(to).get(), head.get())) {
            return error(409, "pull.EmptyPullRequestException", to + " is already up-to-date with branch " + from);
        }
        DataCenterStubPull pull = new DataCenterStubPull(pulls.size() + 1, from, to, head.get(), LOGIN);
        Optional<Reply> wrong = pull.texts(body);
        if (wrong.isPresent()) {
            return wrong.get();
        }
        pulls.put(pull.id, pull);
        return new Reply(201, pull.json(web()));
    }

    private static Optional<Reply> outOfDate(DataCenterStubPull pull, String version) {
        return version.equals(String.valueOf(pull.version))
                ? Optional.empty()
                : Optional.of(error(
                        409,
                        "pull.PullRequestOutOfDateException",
                        "You are attempting to modify a pull request based on out-of-date information."));
    }

    /** "Update pull request": reviewers who are not named are taken off. */
    private Reply update(DataCenterStubPull pull, JsonNode body) {
        Optional<Reply> wrong = outOfDate(pull, body.path("version").asText()).or(() -> pull.texts(body));
        if (wrong.isPresent()) {
            return wrong.get();
        }
        Set<String> named = new java.util.HashSet<>();
        body.path("reviewers")
                .forEach(one -> named.add(one.path("user").path("name").asText()));
        pull.reviewers.keySet().retainAll(named);
        pull.version++;
        return Reply.ok(pull.json(web()));
    }

    /** "Decline pull request", "Re-open pull request". */
    private Reply move(DataCenterStubPull pull, Asked asked, String expected, String next) {
        Optional<Reply> wrong = outOfDate(pull, asked.query("version", "-1"));
        if (wrong.isPresent()) {
            return wrong.get();
        }
        if (!pull.state.equals(expected)) {
            return error(
                    409, "pull.IllegalPullRequestStateException", "This pull request has already been " + pull.state);
        }
        if (next.equals("OPEN") && repository.branch(pull.from).isEmpty()) {
            return missing("Branch");
        }
        pull.move(next, LOGIN);
        return Reply.ok(pull.json(web()));
    }

    /** "Test if pull request can be merged". */
    private ObjectNode verdict(DataCenterStubPull pull) {
        boolean clean = !pull.open() || merged(pull, object()).isPresent();
        ObjectNode json = object().put(
                        "canMerge", pull.open() && clean && vetoes(pull).isEmpty())
                .put("conflicted", !clean)
                .put("outcome", clean ? "CLEAN" : "CONFLICTED");
        ArrayNode list = json.putArray("vetoes");
        vetoes(pull)
                .forEach(veto -> list.addObject().put("summaryMessage", veto).put("detailedMessage", veto));
        return json;
    }

    private List<String> vetoes(DataCenterStubPull pull) {
        return requiredBuild
                .filter(key -> {
                    ObjectNode build = builds.getOrDefault(pull.fromCommit, new TreeMap<>())
                            .get(key);
                    return build == null || !build.path("state").asText().equals("SUCCESSFUL");
                })
                .map(key -> List.of("The build " + key + " has not succeeded."))
                .orElse(List.of());
    }

    private Optional<ObjectId> merged(DataCenterStubPull pull, JsonNode how) {
        String method = switch (how.path("strategyId").asText("no-ff")) {
            case "squash" -> "squash";
            case "rebase-ff-only" -> "rebase";
            default -> "merge";
        };
        String message = how.path("message").asText("Pull request #" + pull.id);
        return repository.branch(pull.to).flatMap(base -> merges.make(method, base, pull.fromCommit, message));
    }

    /** "Merge pull request". */
    private Reply merge(DataCenterStubPull pull, Asked asked) {
        Optional<Reply> wrong = outOfDate(pull, asked.query("version", "-1"));
        if (wrong.isPresent()) {
            return wrong.get();
        }
        if (!pull.open()) {
            return error(409, "pull.IllegalPullRequestStateException", "This pull request is not open");
        }
        if (!strategies.contains(asked.body().path("strategyId").asText("no-ff"))) {
            return error(400, "pull.InvalidMergeStrategyException", "the strategy is not enabled");
        }
        if (asked.body().path("autoMerge").asBoolean()) {
            if (!autoMergeOffered) {
                return error(403, "pull.automerge.AutoMergeNotEnabledException", "auto-merge is not enabled");
            }
            pull.autoMerge = Optional.of((ObjectNode) asked.body());
            return Reply.ok(pull.json(web()));
        }
        if (!vetoes(pull).isEmpty()) {
            return error(409, "pull.PullRequestMergeVetoedException", String.join(", ", vetoes(pull)));
        }
        if (merged(pull, asked.body()).isEmpty()) {
            return error(409, "scm.MergeConflictException", "The merge has conflicts");
        }
        land(pull, asked.body());
        return Reply.ok(pull.json(web()));
    }

    private void land(DataCenterStubPull pull, JsonNode how) {
        String made = merged(pull, how).orElseThrow().name();
        repository.reset(pull.to, made);
        pull.mergeCommit = Optional.of(made);
        pull.move("MERGED", LOGIN);
    }

    /** "Assign pull request participant role". */
    private static Reply ask(DataCenterStubPull pull, JsonNode body) {
        String name = body.path("user").path("name").asText();
        if (!USERS.contains(name)) {
            return missing("User");
        }
        if (name.equals(pull.author)) {
            return error(400, "pull.InvalidPullRequestRoleException", "The author cannot be a reviewer");
        }
        pull.reviewers.put(name, "UNAPPROVED");
        ObjectNode asked = pull.activity("REVIEWERS_UPDATED", LOGIN);
        asked.putArray("addedReviewers").add(DataCenterStubPull.user(name));
        asked.putArray("removedReviewers");
        return Reply.ok(object().put("role", "REVIEWER"));
    }

    /** "Add pull request comment": at most 32,768 characters. */
    synchronized ObjectNode comment(DataCenterStubPull pull, String author, String text) {
        ObjectNode comment = object().put("id", nextComment++)
                .put("version", 0)
                .put("text", text)
                .put("createdDate", DataCenterStubPull.now())
                .put("updatedDate", DataCenterStubPull.now());
        comment.set("author", DataCenterStubPull.user(author));
        ObjectNode activity = pull.activity("COMMENTED", author).put("commentAction", "ADDED");
        activity.set("comment", comment);
        return comment.deepCopy();
    }

    /** "Update pull request comment", "Delete a pull request comment": by its author, at its version. */
    private static Reply change(DataCenterStubPull pull, Asked asked, String id) {
        for (ObjectNode activity : pull.activities) {
            JsonNode found = activity.path("comment");
            if (found.path("id").asText().equals(id)) {
                ObjectNode comment = (ObjectNode) found;
                boolean delete = asked.method().equals("DELETE");
                String version = delete
                        ? asked.query("version", "")
                        : asked.body().path("version").asText();
                if (!comment.path("author").path("name").asText().equals(LOGIN)) {
                    return error(401, "AuthorisationException", "You are not permitted to edit this comment");
                }
                if (!version.equals(comment.path("version").asText())) {
                    return error(409, "comment.CommentOutOfDateException", "the comment was changed");
                }
                if (delete) {
                    pull.activities.remove(activity);
                    return Reply.none();
                }
                comment.put("text", asked.body().path("text").asText())
                        .put("version", comment.path("version").asInt() + 1)
                        .put("updatedDate", DataCenterStubPull.now());
                return Reply.ok(comment.deepCopy());
            }
        }
        return missing("Comment");
    }
}
