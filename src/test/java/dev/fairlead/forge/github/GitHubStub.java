package dev.fairlead.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fairlead.forge.BareRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * One repository of GitHub's, in memory with a real Git repository behind it, written by hand after GitHub's published
 * description; each operation names its page below {@code docs.github.com/en/rest} or {@code …/graphql}. It is an
 * Enterprise Server ({@code /api/v3} and {@code /api/graphql}) with the repository {@code Acme/config}.
 */
public final class GitHubStub implements AutoCloseable {
    static final long REPOSITORY_ID = 42;
    public static final String TOKEN = "ghp_test";
    static final String LOGIN = "fairlead-bot";
    private static final Set<String> COLLABORATORS = Set.of("grace", "alan", "barbara", LOGIN);
    private static final Set<String> TEAMS = Set.of("platform");
    private static final int FIRST_ISSUE = 1000;
    private static final String REPO = "/api/v3/repos/Acme/config";

    final StubReports reports;
    final Map<Integer, StubPull> pulls = new TreeMap<>();
    private final Map<String, ObjectNode> issues = new TreeMap<>();
    public final List<String> requests = new CopyOnWriteArrayList<>();
    final Map<String, TreeMap<String, ObjectNode>> statuses = new HashMap<>();
    boolean draftsOffered = true;
    boolean autoMergeAllowed = true;
    private boolean checksRequired;
    Set<String> mergeMethods = Set.of("merge", "squash", "rebase");

    /** How often a merge is answered with "Base branch was modified" before it is done. */
    int baseMovesDuringMerge;

    /** How often {@code mergeable} is null before it is known. */
    int mergeableUnknown;

    /** The next request of this form is carried out, and answered with 502. */
    public Optional<String> losesAnswerOf = Optional.empty();

    /** The status that every request is answered with, whoever asks; 0 for what is asked. */
    public volatile int refusesWith;

    private final BareRepository repository;
    private final StubMerge merges;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private int writes;
    private long nextComment = 1000;

    public GitHubStub(BareRepository repository) throws IOException {
        this.repository = repository;
        merges = new StubMerge(repository);
        reports = new StubReports(this);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public URI api() {
        return URI.create(root() + "/api/v3");
    }

    private String root() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    synchronized int writes() {
        return writes;
    }

    BareRepository repository() {
        return repository;
    }

    StubMerge merges() {
        return merges;
    }

    /** An answer before it is sent. */
    record Reply(int status, JsonNode body) {
        static Reply ok(JsonNode body) {
            return new Reply(200, body);
        }

        /** docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api: {@code message} and {@code errors}. */
        static Reply error(int status, String message) {
            return new Reply(
                    status,
                    StubPull.JSON.createObjectNode().put("message", message).put("status", String.valueOf(status)));
        }

        static Reply invalid(String resource, String field, String code) {
            Reply reply = error(422, "Validation Failed");
            ((ObjectNode) reply.body)
                    .putArray("errors")
                    .addObject()
                    .put("resource", resource)
                    .put("field", field)
                    .put("code", code);
            return reply;
        }

        static Reply custom(String message) {
            Reply reply = error(422, "Validation Failed");
            ((ObjectNode) reply.body)
                    .putArray("errors")
                    .addObject()
                    .put("resource", "PullRequest")
                    .put("code", "custom")
                    .put("message", message);
            return reply;
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply;
            try {
                reply = reply(exchange);
            } catch (RuntimeException e) {
                reply = Reply.error(599, "the stub itself failed: " + e);
            }
            byte[] body = reply.body.isMissingNode()
                    ? new byte[0]
                    : reply.body.toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
            exchange.sendResponseHeaders(reply.status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private synchronized Reply reply(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getRawPath();
        requests.add(method + " " + exchange.getRequestURI());
        byte[] bytes = exchange.getRequestBody().readAllBytes();
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return Reply.error(401, "Bad credentials");
        }
        if (refusesWith != 0) {
            return Reply.error(refusesWith, "Not now");
        }
        JsonNode body = bytes.length == 0 ? StubPull.JSON.createObjectNode() : StubPull.JSON.readTree(bytes);
        sync();
        Reply reply;
        if (path.equals("/api/graphql")) {
            reply = new StubGraphql(this).run(body);
        } else if (path.regionMatches(true, 0, REPO, 0, REPO.length())) {
            List<String> parts = Arrays.stream(path.substring(REPO.length()).split("/"))
                    .filter(part -> !part.isEmpty())
                    .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
                    .toList();
            reply = repository(exchange, method, parts, body);
        } else {
            reply = Reply.error(404, "Not Found");
        }
        boolean refused = reply.status >= 300 || reply.body.has("errors");
        writes += method.equals("GET") || refused ? 0 : 1;
        if (losesAnswerOf.filter((method + " " + path)::matches).isPresent()) {
            losesAnswerOf = Optional.empty();
            return Reply.error(502, "Bad Gateway");
        }
        return reply;
    }

    /** The head of an open pull request is its branch, and without a branch there is no open pull request. */
    private void sync() {
        for (StubPull pull : pulls.values()) {
            if (pull.open() && pull.headRepository == REPOSITORY_ID) {
                repository
                        .branch(pull.head)
                        .ifPresentOrElse(sha -> pull.headSha = sha, () -> pull.close(Optional.of(LOGIN)));
            }
        }
    }

    private Reply repository(HttpExchange exchange, String method, List<String> parts, JsonNode body) {
        String first = parts.isEmpty() ? "" : parts.get(0);
        return switch (first) {
            case "" -> Reply.ok(about());
            case "pulls" -> pulls(exchange, method, parts, body);
            case "issues" -> issues(exchange, method, parts, body);
            case "git" -> refs(method, parts, body);
            case "statuses" -> setStatus(parts.get(1), body);
            case "commits" ->
                parts.get(2).equals("check-runs")
                        ? reports.checkRuns(exchange, parts.get(1))
                        : combinedStatus(parts.get(1));
            case "collaborators" -> permission(parts.get(1));
            case "compare" -> reports.compare(exchange, String.join("/", parts.subList(1, parts.size())));
            case "deployments" ->
                parts.size() == 1 ? reports.deployments(exchange) : reports.deploymentStatuses(exchange, parts.get(1));
            default -> Reply.error(404, "Not Found");
        };
    }

    /** rest/repos/repos#get-a-repository. */
    private ObjectNode about() {
        ObjectNode json = StubPull.JSON
                .createObjectNode()
                .put("id", REPOSITORY_ID)
                .put("node_id", "R_42")
                .put("name", "config")
                .put("full_name", "Acme/config")
                .put("default_branch", "main")
                .put("html_url", root() + "/Acme/config");
        json.set("owner", StubPull.user("Acme"));
        return json;
    }

    private Reply pulls(HttpExchange exchange, String method, List<String> parts, JsonNode body) {
        if (parts.size() == 1) {
            return method.equals("POST") ? openPull(body) : listPulls(exchange);
        }
        StubPull pull = pull(parts.get(1));
        if (pull == null) {
            return Reply.error(404, "Not Found");
        }
        String action = parts.size() > 2 ? parts.get(2) : "";
        return switch (method + " " + action) {
            case "GET " -> Reply.ok(full(pull));
            case "PATCH " -> editPull(pull, body);
            case "PUT merge" -> mergePull(pull, body);
            case "POST requested_reviewers" -> request(pull, body);
            default -> Reply.error(404, "Not Found");
        };
    }

    StubPull pull(String number) {
        return number.matches("[0-9]+") ? pulls.get(Integer.valueOf(number)) : null;
    }

    private ObjectNode full(StubPull pull) {
        if (mergeableUnknown > 0) {
            mergeableUnknown--;
            return pull.json(root() + "/Acme/config", Optional.empty());
        }
        return pull.json(
                root() + "/Acme/config",
                Optional.of(pull.open() && merge(pull, "merge", "").isPresent()));
    }

    Optional<org.eclipse.jgit.lib.ObjectId> merge(StubPull pull, String method, String message) {
        return repository.branch(pull.base).flatMap(base -> merges.make(method, base, pull.headSha, message));
    }

    /** rest/pulls/pulls#list-pull-requests: lists have no {@code mergeable}. */
    private Reply listPulls(HttpExchange exchange) {
        Map<String, String> query = query(exchange);
        List<JsonNode> found = new ArrayList<>();
        for (StubPull pull : pulls.values()) {
            String state = query.getOrDefault("state", "open");
            String head = (pull.headRepository == REPOSITORY_ID ? "Acme:" : "mallory:") + pull.head;
            if ((state.equals("all") || state.equals(pull.open() ? "open" : "closed"))
                    && head.equals(query.getOrDefault("head", head))
                    && pull.base.equals(query.getOrDefault("base", pull.base))) {
                found.add(0, pull.json(root() + "/Acme/config", Optional.empty()));
            }
        }
        return page(exchange, found);
    }

    static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new HashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    /** rest/using-the-rest-api/using-pagination-in-the-rest-api: by the Link header; pages no larger than 3 here. */
    Reply page(HttpExchange exchange, List<? extends JsonNode> all) {
        Map<String, String> query = query(exchange);
        int size = Math.min(3, Integer.parseInt(query.getOrDefault("per_page", "30")));
        int page = Integer.parseInt(query.getOrDefault("page", "1"));
        if (page * size < all.size()) {
            String next = exchange.getRequestURI().toString().replaceAll("&page=[0-9]+", "") + "&page=" + (page + 1);
            exchange.getResponseHeaders()
                    .set("Link", "<" + root() + next + ">; rel=\"next\", <" + root() + ">; rel=\"last\"");
        }
        ArrayNode items = StubPull.JSON.createArrayNode();
        all.stream().skip((long) (page - 1) * size).limit(size).forEach(items::add);
        return Reply.ok(items);
    }

    /** rest/pulls/pulls#create-a-pull-request. */
    private Reply openPull(JsonNode body) {
        String head = body.path("head").asText();
        String base = body.path("base").asText();
        Optional<String> headSha = repository.branch(head);
        Optional<String> baseSha = repository.branch(base);
        if (headSha.isEmpty() || baseSha.isEmpty()) {
            return Reply.invalid("PullRequest", headSha.isEmpty() ? "head" : "base", "invalid");
        }
        if (pulls.values().stream().anyMatch(pull -> pull.open() && pull.head.equals(head) && pull.base.equals(base))) {
            return Reply.custom("A pull request already exists for Acme:" + head + ".");
        }
        if (merges.holds(baseSha.get(), headSha.get())) {
            return Reply.custom("No commits between " + base + " and " + head);
        }
        if (body.path("draft").asBoolean() && !draftsOffered) {
            return Reply.error(422, "Draft pull requests are not supported in this repository.");
        }
        StubPull pull = new StubPull(pulls.size() + 1, head, base, headSha.get(), LOGIN);
        Optional<Reply> wrong = texts(pull, body);
        if (wrong.isPresent()) {
            return wrong.get();
        }
        pull.draft = body.path("draft").asBoolean();
        pulls.put(pull.number, pull);
        return new Reply(201, full(pull));
    }

    private static Optional<Reply> texts(StubPull pull, JsonNode body) {
        if (body.path("title").asText().length() > 256) {
            return Optional.of(Reply.custom("title is too long (maximum is 256 characters)"));
        }
        if (body.path("body").asText().length() > 65_536) {
            return Optional.of(Reply.custom("body is too long (maximum is 65536 characters)"));
        }
        pull.title = body.path("title").asText(pull.title);
        pull.body = body.path("body").asText(pull.body);
        pull.updatedAt = StubPull.now();
        return Optional.empty();
    }

    /** rest/pulls/pulls#update-a-pull-request. */
    private Reply editPull(StubPull pull, JsonNode body) {
        Optional<Reply> wrong = texts(pull, body);
        if (wrong.isPresent()) {
            return wrong.get();
        }
        String state = body.path("state").asText();
        if (state.equals("closed") && pull.open()) {
            pull.close(Optional.of(LOGIN));
        } else if (state.equals("open") && pull.closed) {
            if (pull.merged.isPresent() || !repository.branch(pull.head).equals(Optional.of(pull.headSha))) {
                return Reply.custom("state cannot be changed. The branch was force-pushed or recreated.");
            }
            pull.closed = false;
            pull.closedAt = Optional.empty();
            pull.closedBy = Optional.empty();
        }
        return Reply.ok(full(pull));
    }

    /** rest/pulls/pulls#merge-a-pull-request: 405 and 409. */
    private Reply mergePull(StubPull pull, JsonNode body) {
        String method = body.path("merge_method").asText("merge");
        if (body.has("sha") && !body.path("sha").asText().equals(pull.headSha)) {
            return Reply.error(409, "Head branch was modified. Review and try the merge again.");
        }
        if (pull.closed) {
            return Reply.error(405, "Pull Request is not mergeable");
        }
        if (pull.draft) {
            return Reply.error(405, "Pull Request is still a draft");
        }
        if (!mergeMethods.contains(method)) {
            return Reply.error(405, "Squash merges are not allowed on this repository.");
        }
        if (baseMovesDuringMerge > 0) {
            baseMovesDuringMerge--;
            return Reply.error(405, "Base branch was modified. Review and try the merge again.");
        }
        String title =
                body.path("commit_title").asText("Merge pull request #" + pull.number + " from Acme/" + pull.head);
        String message = body.path("commit_message").asText("");
        String all = message.isEmpty() ? title : title + "\n\n" + message;
        return land(pull, method, all)
                .map(sha -> Reply.ok(StubPull.JSON
                        .createObjectNode()
                        .put("sha", sha)
                        .put("merged", true)
                        .put("message", "Pull Request successfully merged")))
                .orElseGet(() -> Reply.error(405, "Pull Request is not mergeable"));
    }

    Optional<String> land(StubPull pull, String method, String message) {
        return merge(pull, method, message).map(commit -> {
            repository.reset(pull.base, commit.name());
            pull.merged = Optional.of(commit.name());
            pull.close(Optional.of(LOGIN));
            return commit.name();
        });
    }

    /** rest/pulls/review-requests#request-reviewers-for-a-pull-request. */
    private static Reply request(StubPull pull, JsonNode body) {
        for (JsonNode name : body.path("reviewers")) {
            if (name.asText().equals(pull.author)) {
                return Reply.error(422, "Review cannot be requested from pull request author.");
            }
            if (!COLLABORATORS.contains(name.asText())) {
                return Reply.error(
                        422,
                        "Reviews may only be requested from collaborators. One or more of the users or teams you"
                                + " specified is not a collaborator of the Acme/config repository.");
            }
        }
        for (JsonNode name : body.path("team_reviewers")) {
            if (!TEAMS.contains(name.asText())) {
                return Reply.error(422, "Could not resolve to a node with the global id of '" + name.asText() + "'.");
            }
        }
        body.path("reviewers").forEach(name -> {
            pull.reviewers.add(name.asText());
            pull.askedFor("requested_reviewer", "login", name.asText());
        });
        body.path("team_reviewers").forEach(name -> {
            pull.teams.add(name.asText());
            pull.askedFor("requested_team", "slug", name.asText());
        });
        return new Reply(201, pull.json("", Optional.empty()));
    }

    private Reply issues(HttpExchange exchange, String method, List<String> parts, JsonNode body) {
        if (parts.size() == 1) {
            return method.equals("POST") ? openIssue(body) : listIssues(exchange);
        }
        if (issues.containsKey(parts.get(1))) {
            return editIssue(issues.get(parts.get(1)), body);
        }
        if (parts.get(1).equals("comments")) {
            return editComment(method, parts.get(2), body);
        }
        StubPull pull = pull(parts.get(1));
        if (pull == null) {
            return Reply.error(404, "Not Found");
        }
        String action = parts.size() > 2 ? parts.get(2) : "";
        return switch (method + " " + action) {
            case "GET " -> issue(pull);
            // rest/issues/timeline#list-timeline-events-for-an-issue
            case "GET timeline" -> page(exchange, pull.timeline);
            // rest/issues/comments#list-issue-comments
            case "GET comments" -> page(exchange, pull.comments);
            case "POST comments" ->
                new Reply(201, comment(pull, LOGIN, "MEMBER", body.path("body").asText()));
            case "POST labels" -> addLabels(pull, body);
            case "DELETE labels" -> removeLabel(pull, parts.get(3));
            case "POST assignees" -> assign(pull, body);
            default -> Reply.error(404, "Not Found");
        };
    }

    /** rest/issues/issues#create-an-issue. */
    private Reply openIssue(JsonNode body) {
        int number = FIRST_ISSUE + issues.size();
        ObjectNode issue = StubPull.JSON
                .createObjectNode()
                .put("number", number)
                .put("state", "open")
                .put("title", body.path("title").asText())
                .put("body", body.path("body").asText())
                .put("html_url", root() + "/Acme/config/issues/" + number)
                .put("author_association", "MEMBER");
        issue.set("user", StubPull.user(LOGIN));
        issues.put(String.valueOf(number), issue);
        return new Reply(201, issue.deepCopy());
    }

    /** rest/issues/issues#update-an-issue. */
    private static Reply editIssue(ObjectNode issue, JsonNode body) {
        List.of("title", "body", "state").stream().filter(body::has).forEach(key -> issue.set(key, body.get(key)));
        return Reply.ok(issue.deepCopy());
    }

    /** rest/issues/issues#list-repository-issues: every pull request is an issue, too. */
    private Reply listIssues(HttpExchange exchange) {
        List<JsonNode> open = new ArrayList<>();
        issues.values().stream()
                .filter(issue -> issue.path("state").asText().equals("open"))
                .forEach(issue -> open.add(issue.deepCopy()));
        pulls.values().stream().filter(StubPull::open).forEach(pull -> {
            ObjectNode json =
                    StubPull.JSON.createObjectNode().put("number", pull.number).put("body", pull.body);
            json.putObject("pull_request");
            open.add(json);
        });
        return page(exchange, open);
    }

    /** rest/issues/issues#get-an-issue. */
    private static Reply issue(StubPull pull) {
        ObjectNode json = StubPull.JSON.createObjectNode().put("number", pull.number);
        pull.closedBy.ifPresentOrElse(
                login -> json.set("closed_by", StubPull.user(login)), () -> json.putNull("closed_by"));
        return Reply.ok(json);
    }

    /** rest/issues/comments#create-an-issue-comment. */
    synchronized ObjectNode comment(StubPull pull, String login, String association, String text) {
        ObjectNode comment = StubPull.JSON
                .createObjectNode()
                .put("id", nextComment++)
                .put("body", text)
                .put("author_association", association)
                .put("created_at", StubPull.now().toString())
                .put("updated_at", StubPull.now().toString());
        comment.set("user", StubPull.user(login));
        pull.comments.add(comment);
        return comment;
    }

    /** rest/issues/comments#update-an-issue-comment and #delete-an-issue-comment. */
    private Reply editComment(String method, String id, JsonNode body) {
        for (StubPull pull : pulls.values()) {
            for (ObjectNode comment : pull.comments) {
                if (comment.path("id").asText().equals(id)) {
                    if (method.equals("DELETE")) {
                        pull.comments.remove(comment);
                        return new Reply(204, com.fasterxml.jackson.databind.node.MissingNode.getInstance());
                    }
                    comment.put("body", body.path("body").asText())
                            .put("updated_at", StubPull.now().toString());
                    return Reply.ok(comment);
                }
            }
        }
        return Reply.error(404, "Not Found");
    }

    /** rest/issues/labels#add-labels-to-an-issue: a name has at most 50 characters. */
    private static Reply addLabels(StubPull pull, JsonNode body) {
        for (JsonNode name : body.path("labels")) {
            if (name.asText().length() > 50) {
                return Reply.invalid("Label", "name", "invalid");
            }
        }
        body.path("labels").forEach(name -> pull.labels.add(name.asText()));
        pull.updatedAt = StubPull.now();
        return Reply.ok(StubPull.JSON.createArrayNode());
    }

    /** rest/issues/labels#remove-a-label-from-an-issue. */
    private static Reply removeLabel(StubPull pull, String name) {
        return pull.labels.remove(name)
                ? Reply.ok(StubPull.JSON.createArrayNode())
                : Reply.error(404, "Label does not exist");
    }

    /** rest/collaborators/collaborators#get-repository-permissions-for-a-user. */
    private static Reply permission(String name) {
        if (name.endsWith("[bot]")) {
            return Reply.error(404, name + " is not a user");
        }
        String word = COLLABORATORS.contains(name) ? "write" : "read";
        return Reply.ok(StubPull.JSON.createObjectNode().put("permission", word).put("role_name", word));
    }

    /** A comment of somebody who does not belong to the organization. */
    public synchronized void commentBy(String person, String id, String text) {
        comment(pull(id), person, "CONTRIBUTOR", text);
    }

    /** rest/issues/assignees#add-assignees-to-an-issue: silently only those who can be. */
    private static Reply assign(StubPull pull, JsonNode body) {
        body.path("assignees").forEach(name -> {
            if (COLLABORATORS.contains(name.asText())) {
                pull.assignees.add(name.asText());
            }
        });
        return new Reply(201, pull.json("", Optional.empty()));
    }

    private Reply refs(String method, List<String> parts, JsonNode body) {
        if (method.equals("POST")) {
            // rest/git/refs#create-a-reference
            String branch = body.path("ref").asText().replaceFirst("^refs/heads/", "");
            if (repository.branch(branch).isPresent()) {
                return Reply.error(422, "Reference already exists");
            }
            repository.reset(branch, body.path("sha").asText());
            return new Reply(201, ref(branch, body.path("sha").asText()));
        }
        // rest/git/refs#get-a-reference
        String branch = String.join("/", parts.subList(3, parts.size()));
        return repository
                .branch(branch)
                .map(sha -> Reply.ok(ref(branch, sha)))
                .orElseGet(() -> Reply.error(404, "Not Found"));
    }

    private static ObjectNode ref(String branch, String sha) {
        ObjectNode json = StubPull.JSON.createObjectNode().put("ref", "refs/heads/" + branch);
        json.putObject("object").put("type", "commit").put("sha", sha);
        return json;
    }

    boolean exists(String sha) {
        try {
            return repository.git().getObjectDatabase().has(org.eclipse.jgit.lib.ObjectId.fromString(sha));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** rest/commits/statuses#create-a-commit-status: a description has at most 140 characters. */
    private Reply setStatus(String sha, JsonNode body) {
        if (!exists(sha)) {
            return Reply.error(422, "No commit found for SHA: " + sha);
        }
        if (body.path("description").asText().length() > 140) {
            return Reply.custom("description is too long (maximum is 140 characters)");
        }
        ObjectNode status = StubPull.JSON.createObjectNode();
        for (String field : List.of("context", "state", "description", "target_url")) {
            status.set(field, body.path(field));
        }
        statuses.computeIfAbsent(sha, any -> new TreeMap<>())
                .put(body.path("context").asText(), status);
        for (StubPull pull : pulls.values()) {
            if (pull.open() && pull.headSha.equals(sha) && pull.autoMerge.isPresent() && !waits(pull)) {
                land(pull, pull.autoMerge.get(), "Merged by GitHub");
            }
        }
        return new Reply(201, status);
    }

    /** From now on a commit without any status may not be merged. */
    public void requireChecks() {
        checksRequired = true;
    }

    /** Whether it is to be merged when nothing stands in the way any more. */
    public boolean autoMerge(int number) {
        return pulls.get(number).autoMerge.isPresent();
    }

    /** Whether a status stands in the way: every check is required here. */
    boolean waits(StubPull pull) {
        if (checksRequired && !statuses.containsKey(pull.headSha)) {
            return true;
        }
        return statuses.getOrDefault(pull.headSha, new TreeMap<>()).values().stream()
                .anyMatch(status -> !status.path("state").asText().equals("success"));
    }

    /** rest/commits/statuses#get-the-combined-status-for-a-specific-reference. */
    private Reply combinedStatus(String sha) {
        if (!exists(sha)) {
            return Reply.error(422, "No commit found for SHA: " + sha);
        }
        TreeMap<String, ObjectNode> known = statuses.getOrDefault(sha, new TreeMap<>());
        ObjectNode json = StubPull.JSON.createObjectNode().put("sha", sha).put("total_count", known.size());
        known.values().forEach(json.putArray("statuses")::add);
        return Reply.ok(json);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
