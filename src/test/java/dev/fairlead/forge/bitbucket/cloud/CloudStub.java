package dev.fairlead.forge.bitbucket.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.forge.BareRepository;
import dev.fairlead.forge.bitbucket.JsonServer;
import dev.fairlead.forge.bitbucket.StubGit;
import dev.fairlead.forge.github.StubMerge;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;

/**
 * The repository {@code acme/config} of Bitbucket Cloud, in memory with a real Git repository behind it, written by hand
 * after the published description (developer.atlassian.com/cloud/bitbucket/rest, groups "Pullrequests", "Commit
 * statuses", "Commits", "Refs", "Users", "Workspaces"); each operation names its entry there.
 */
public final class CloudStub extends JsonServer {
    static final String LOGIN = "fairlead-bot";
    static final Set<String> USERS = Set.of("grace", "alan", "barbara", LOGIN);

    /** No larger here. */
    private static final int LARGEST_PAGE = 3;

    private static final Pattern FILTER =
            Pattern.compile("(source|destination)\\.branch\\.name = \"((?:[^\"\\\\]|\\\\.)*)\"");

    final Map<Integer, CloudStubPull> pulls = new TreeMap<>();
    final Map<String, TreeMap<String, ObjectNode>> statuses = new HashMap<>();
    Set<String> strategies = Set.of("merge_commit", "squash", "rebase_fast_forward");
    List<String> defaultReviewers = List.of();
    boolean tellsMembers = true;
    Optional<String> failedCheck = Optional.empty();

    /** How often a merge is told to be done in the background (202). */
    int mergesInBackground;

    private final BareRepository repository;
    private final StubMerge merges;
    private Optional<Runnable> background = Optional.empty();
    private int nextComment = 100;

    public CloudStub(BareRepository repository) throws IOException {
        this.repository = repository;
        merges = new StubMerge(repository);
    }

    public URI api() {
        return URI.create(root() + "/2.0");
    }

    BareRepository repository() {
        return repository;
    }

    /** "Standardized error responses". */
    static Reply error(int status, String message) {
        ObjectNode body = object().put("type", "error");
        body.putObject("error").put("message", message);
        return new Reply(status, body);
    }

    private static Reply missing() {
        return error(404, "Resource not found");
    }

    @Override
    protected Reply stranger() {
        return error(401, "Token is invalid or not supported for this endpoint.");
    }

    @Override
    protected Reply reply(Asked asked) {
        sync();
        List<String> path = asked.path();
        if (path.equals(List.of("2.0", "user"))) {
            return Reply.ok(CloudStubPull.user(LOGIN));
        }
        if (path.equals(List.of("2.0", "workspaces", "acme", "members"))) {
            return tellsMembers ? members(asked) : error(403, "Your credentials lack one or more required scopes.");
        }
        if (path.size() < 5 || !path.subList(0, 4).equals(List.of("2.0", "repositories", "acme", "config"))) {
            return missing();
        }
        List<String> rest = path.subList(4, path.size());
        return switch (rest.get(0)) {
            case "commit" -> commit(asked, rest);
            case "commits" -> commits(asked);
            case "refs" -> branch(asked, String.join("/", rest.subList(2, rest.size())));
            case "effective-default-reviewers" -> page(asked, reviewersByDefault());
            case "file-conflicts" -> page(asked, conflicts(rest.get(1)));
            case "pullrequests" -> pulls(asked, rest);
            default -> missing();
        };
    }

    private void sync() {
        for (CloudStubPull pull : pulls.values()) {
            if (pull.open() && pull.repository.equals(CloudStubPull.REPOSITORY)) {
                repository.branch(pull.from).ifPresent(commit -> pull.fromCommit = commit);
            }
        }
    }

    /** "Pagination": by the address of the next page. */
    private Reply page(Asked asked, List<? extends JsonNode> all) {
        int page = Integer.parseInt(asked.query("page", "1"));
        int size = Math.min(
                LARGEST_PAGE, Integer.parseInt(asked.query("pagelen", "10").replaceFirst(",.*", "")));
        ObjectNode json = object().put("page", page).put("pagelen", size);
        json.putArray("values").addAll(slice(all, (page - 1) * size, size));
        if (page * size < all.size()) {
            Map<String, String> query = new TreeMap<>(asked.query());
            query.put("page", String.valueOf(page + 1));
            String next = query.entrySet().stream()
                    .flatMap(one -> List.of(one.getValue().split(",")).stream()
                            .map(value -> one.getKey() + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)))
                    .collect(Collectors.joining("&"));
            json.put("next", "https://api.bitbucket.org/" + String.join("/", asked.path()) + "?" + next);
        }
        return Reply.ok(json);
    }

    /** "List users in a workspace". */
    private Reply members(Asked asked) {
        List<JsonNode> found = new ArrayList<>();
        USERS.stream().sorted().forEach(name -> {
            ObjectNode member = object().put("type", "workspace_membership");
            member.set("user", CloudStubPull.user(name));
            found.add(member);
        });
        return page(asked, found);
    }

    /** "List effective default reviewers". */
    private List<JsonNode> reviewersByDefault() {
        List<JsonNode> found = new ArrayList<>();
        defaultReviewers.forEach(name -> {
            ObjectNode one = object().put("reviewer_type", "project");
            one.set("user", CloudStubPull.user(name));
            found.add(one);
        });
        return found;
    }

    /** "Get a commit", "List commit statuses for a commit", "Create a build status for a commit". */
    private Reply commit(Asked asked, List<String> rest) {
        Optional<String> commit = StubGit.resolve(repository, rest.get(1));
        if (commit.isEmpty()) {
            return missing();
        }
        if (rest.size() == 2) {
            return Reply.ok(object().put("type", "commit").put("hash", commit.get()));
        }
        if (rest.size() == 3) {
            return page(
                    asked,
                    new ArrayList<>(
                            statuses.getOrDefault(commit.get(), new TreeMap<>()).values()));
        }
        JsonNode body = asked.body();
        if (body.path("key").asText().length() > 40 || !body.hasNonNull("url")) {
            return error(400, "key: Ensure this value has at most 40 characters.");
        }
        statuses.computeIfAbsent(commit.get(), any -> new TreeMap<>())
                .put(body.path("key").asText(), (ObjectNode) body);
        return new Reply(201, body);
    }

    /** "List commits". */
    private Reply commits(Asked asked) {
        Optional<String> include = StubGit.resolve(repository, asked.query("include", "main"));
        Optional<String> exclude = Optional.ofNullable(asked.query().get("exclude"));
        if (include.isEmpty()) {
            return missing();
        }
        List<JsonNode> found = new ArrayList<>();
        for (RevCommit one : StubGit.log(repository, include.get(), exclude)) {
            ObjectNode json = object().put("hash", one.name());
            ArrayNode parents = json.putArray("parents");
            for (RevCommit parent : one.getParents()) {
                parents.addObject().put("hash", parent.name());
            }
            found.add(json);
        }
        return page(asked, found);
    }

    /** "Get a branch", "Delete a branch". */
    private Reply branch(Asked asked, String name) {
        Optional<String> commit = repository.branch(name);
        if (commit.isEmpty()) {
            return missing();
        }
        if (asked.method().equals("DELETE")) {
            repository.delete(name);
            return Reply.none();
        }
        ObjectNode json = object().put("type", "branch").put("name", name);
        json.putObject("target").put("hash", commit.get());
        strategies.stream().sorted().forEach(json.putArray("merge_strategies")::add);
        return Reply.ok(json);
    }

    private Reply pulls(Asked asked, List<String> rest) {
        if (rest.size() == 1) {
            return asked.method().equals("POST") ? create(asked.body()) : list(asked);
        }
        CloudStubPull pull = rest.get(1).matches("[0-9]+") ? pulls.get(Integer.valueOf(rest.get(1))) : null;
        if (pull == null) {
            return missing();
        }
        String action = rest.size() > 2 ? rest.get(2) : "";
        return switch (asked.method() + " " + action) {
            case "GET " -> {
                background.ifPresent(Runnable::run);
                background = Optional.empty();
                yield Reply.ok(pull.json());
            }
            case "PUT " -> pull.change(asked.body()).orElseGet(() -> Reply.ok(pull.json()));
            case "POST merge" -> merge(pull, asked.body());
            case "POST decline" -> decline(pull);
            // Redirects to the repository's: answered here at once.
            case "GET conflicts" -> page(asked, conflicts(pull.id + ""));
            case "GET activity" -> page(asked, pull.activity());
            case "GET comments" -> page(asked, pull.comments);
            case "POST comments" ->
                new Reply(
                        201,
                        comment(
                                pull,
                                LOGIN,
                                asked.body().path("content").path("raw").asText()));
            case "PUT comments", "DELETE comments" -> changeComment(pull, asked, rest.get(3));
            default -> missing();
        };
    }

    /** "List pull requests", "Filtering and sorting results". */
    private Reply list(Asked asked) {
        List<String> states = List.of(asked.query("state", "OPEN").split(","));
        Map<String, String> names = new HashMap<>();
        Matcher filter = FILTER.matcher(asked.query("q", ""));
        while (filter.find()) {
            names.put(filter.group(1), filter.group(2).replaceAll("\\\\(.)", "$1"));
        }
        List<JsonNode> found = new ArrayList<>();
        for (CloudStubPull pull : pulls.values()) {
            if (states.contains(pull.state)
                    && pull.from.equals(names.getOrDefault("source", pull.from))
                    && pull.to.equals(names.getOrDefault("destination", pull.to))) {
                found.add(0, pull.json());
            }
        }
        return page(asked, found);
    }

    /** "Create a pull request". */
    private Reply create(JsonNode body) {
        String from = body.path("source").path("branch").path("name").asText();
        String to = body.path("destination").path("branch").path("name").asText();
        Optional<String> head = repository.branch(from);
        if (head.isEmpty() || repository.branch(to).isEmpty()) {
            return error(400, (head.isEmpty() ? "source" : "destination") + ": branch not found");
        }
        if (merges.holds(repository.branch(to).get(), head.get())) {
            return error(400, "There are no changes to be pulled");
        }
        CloudStubPull pull = new CloudStubPull(pulls.size() + 1, from, to, head.get(), LOGIN);
        Optional<Reply> wrong = pull.change(body);
        if (wrong.isPresent()) {
            return wrong.get();
        }
        pulls.put(pull.id, pull);
        return new Reply(201, pull.json());
    }

    private Optional<ObjectId> merged(CloudStubPull pull, JsonNode how) {
        String method = switch (how.path("merge_strategy").asText("merge_commit")) {
            case "squash" -> "squash";
            case "rebase_fast_forward" -> "rebase";
            default -> "merge";
        };
        String message = how.path("message").asText("Merged in " + pull.from + " (pull request #" + pull.id + ")");
        return repository.branch(pull.to).flatMap(base -> merges.make(method, base, pull.fromCommit, message));
    }

    /** "Merge a pull request". */
    private Reply merge(CloudStubPull pull, JsonNode how) {
        if (!pull.open()) {
            return error(400, "This pull request is already closed.");
        }
        if (failedCheck.isPresent()) {
            return error(400, failedCheck.get());
        }
        if (!strategies.contains(how.path("merge_strategy").asText("merge_commit"))) {
            return error(400, "merge_strategy: not allowed");
        }
        if (merged(pull, how).isEmpty()) {
            return error(400, "You can't merge until you resolve all merge conflicts.");
        }
        if (mergesInBackground > 0) {
            mergesInBackground--;
            background = Optional.of(() -> land(pull, how));
            return new Reply(202, object());
        }
        land(pull, how);
        return Reply.ok(pull.json());
    }

    private void land(CloudStubPull pull, JsonNode how) {
        String made = merged(pull, how).orElseThrow().name();
        repository.reset(pull.to, made);
        pull.mergeCommit = Optional.of(made);
        pull.end("MERGED");
    }

    private static Reply decline(CloudStubPull pull) {
        if (!pull.open()) {
            return error(400, "This pull request is already closed.");
        }
        pull.end("DECLINED");
        return Reply.ok(pull.json());
    }

    /** "List conflicts of a pull request". */
    private List<JsonNode> conflicts(String id) {
        CloudStubPull pull = pulls.get(Integer.valueOf(id));
        return merged(pull, object()).isPresent()
                ? List.of()
                : List.of(object().put("path", "app.yaml").put("scenario", "content"));
    }

    /** "Create a comment on a pull request". */
    synchronized ObjectNode comment(CloudStubPull pull, String author, String text) {
        ObjectNode comment = object().put("id", nextComment++)
                .put("deleted", false)
                .put("created_on", CloudStubPull.now())
                .put("updated_on", CloudStubPull.now());
        comment.putObject("content").put("raw", text).put("markup", "markdown");
        comment.set("user", CloudStubPull.user(author));
        pull.comments.add(comment);
        return comment.deepCopy();
    }

    /** "Update a comment on a pull request", "Delete a comment on a pull request", of which a trace stays. */
    private static Reply changeComment(CloudStubPull pull, Asked asked, String id) {
        for (ObjectNode comment : pull.comments) {
            if (comment.path("id").asText().equals(id)
                    && !comment.path("deleted").asBoolean()) {
                if (!comment.path("user").path("nickname").asText().equals(LOGIN)) {
                    return error(403, "You do not have access to this comment.");
                }
                ObjectNode content = (ObjectNode) comment.path("content");
                if (asked.method().equals("DELETE")) {
                    comment.put("deleted", true);
                    content.put("raw", "");
                    return Reply.none();
                }
                content.put("raw", asked.body().path("content").path("raw").asText());
                comment.put("updated_on", CloudStubPull.now());
                return Reply.ok(comment.deepCopy());
            }
        }
        return missing();
    }
}
