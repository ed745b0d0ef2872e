package dev.fairlead.forge.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fairlead.forge.BareRepository;
import dev.fairlead.forge.github.StubMerge;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;

/**
 * One repository of Azure Repos, in memory with a real Git repository behind it, written by hand after the published
 * description, MicrosoftDocs/vsts-rest-api-specs, {@code specification/git/7.1/git.json} with its {@code httpExamples}
 * (and {@code policy}, {@code ims}, {@code wit} of the same version); each operation names its tag there. Its refusals
 * have the statuses and {@code typeKey}s that Azure DevOps' own have. It is the organization {@code acme} with the project
 * {@code Größe 7} and the repository {@code shop config}.
 */
public final class AzureStub implements AutoCloseable {
    public static final String TOKEN = "pat0123456789";
    static final String PROJECT = "Größe 7";
    static final String REPOSITORY = "shop config";
    static final StubPerson BOT = StubPerson.user("fairlead-bot");
    private static final String PROJECT_ID = "11111111-aaaa-bbbb-cccc-000000000001";
    private static final String REPOSITORY_ID = "22222222-aaaa-bbbb-cccc-000000000002";

    static {
        // The JDK's server waits 40 ms between head and body otherwise.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    public final List<String> requests = new CopyOnWriteArrayList<>();
    final Map<Integer, StubPull> pulls = new TreeMap<>();
    final List<StubPerson> people = new ArrayList<>(List.of(
            StubPerson.user("grace"),
            StubPerson.user("alan"),
            StubPerson.user("barbara"),
            new StubPerson("linus@contoso.com", "Linus.T@contoso.com", false),
            new StubPerson("[" + PROJECT + "]\\platform", "", true),
            new StubPerson("[Other project]\\platform", "", true),
            BOT));
    final Set<String> workItems = new LinkedHashSet<>(List.of("7", "12"));

    /** Bearer tokens that are accepted beside the personal access token. */
    public final Set<String> bearers = ConcurrentHashMap.newKeySet();

    /** The next request of this form is carried out, and answered with 502. */
    public Optional<String> losesAnswerOf = Optional.empty();

    /** How many requests a push is not looked at yet. */
    int looksLate;

    /** What completions fail with in the background. */
    String completionsFail = "";

    /** Of every pull request's completion, how often it is asked for before it is done. */
    int completionTakes = 1;

    private final Map<String, List<ObjectNode>> statuses = new HashMap<>();
    private final Map<Integer, String> policies = new TreeMap<>();
    private final BareRepository repository;
    private final StubGit git;
    private final StubMerge merges;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private int writes;
    private int nextId = 1000;
    private int waited;

    public AzureStub(BareRepository repository) throws IOException {
        this.repository = repository;
        git = new StubGit(repository);
        merges = new StubMerge(repository);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** The address of the organization. */
    public URI collection() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/acme");
    }

    /** What the repository would be called at Azure DevOps Services. */
    public static String url() {
        return "https://dev.azure.com/acme/Gr%C3%B6%C3%9Fe%207/_git/shop%20config";
    }

    synchronized int writes() {
        return writes;
    }

    /** From now on nothing is completed without a success of this status ("Status" policy). */
    public synchronized void requireStatus(String context) {
        policies.put(++nextId, context);
    }

    synchronized void commentBy(String person, String id, String text) {
        pulls.get(Integer.valueOf(id)).thread(text, "text", person(person));
    }

    StubPerson person(String name) {
        return people.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Whether it completes itself when nothing stands in the way any more. */
    public synchronized boolean completesItself(int number) {
        return pulls.get(number).autoCompleteBy.isPresent();
    }

    /** An answer before it is sent. */
    record Reply(int status, JsonNode body) {
        static Reply ok(JsonNode body) {
            return new Reply(200, body);
        }

        static Reply list(Collection<? extends JsonNode> items) {
            ObjectNode json = StubPull.JSON.createObjectNode().put("count", items.size());
            items.forEach(json.putArray("value")::add);
            return ok(json);
        }

        static Reply error(int status, String type, String message) {
            return new Reply(
                    status,
                    StubPull.JSON
                            .createObjectNode()
                            .put("$id", "1")
                            .put("message", message)
                            .put("typeName", "Microsoft.TeamFoundation.Git.Server." + type)
                            .put("typeKey", type)
                            .put("errorCode", 0)
                            .put("eventId", 3000));
        }

        static Reply notFound() {
            return error(404, "GitPullRequestNotFoundException", "TF401180: The requested pull request was not found.");
        }

        static Reply invalid(String message) {
            return error(400, "InvalidArgumentValueException", message);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply;
            try {
                reply = reply(exchange);
            } catch (RuntimeException e) {
                reply = Reply.error(599, "Stub", "the stub itself failed: " + e);
            }
            byte[] body = reply.body.isMissingNode()
                    ? new byte[0]
                    : reply.body.toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8; api-version=7.1");
            exchange.sendResponseHeaders(reply.status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private synchronized Reply reply(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        byte[] bytes = exchange.getRequestBody().readAllBytes();
        Map<String, String> query = query(exchange);
        requests.add(method + " " + exchange.getRequestURI());
        if (!query.getOrDefault("api-version", "").startsWith("7.1")) {
            return Reply.error(400, "VssVersionNotSpecifiedException", "No api-version was supplied");
        }
        if (!authorized(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return new Reply(401, MissingNode.getInstance());
        }
        JsonNode body = bytes.length == 0 ? StubPull.JSON.createObjectNode() : StubPull.JSON.readTree(bytes);
        List<String> path = Arrays.stream(exchange.getRequestURI().getRawPath().split("/"))
                .filter(part -> !part.isEmpty())
                .map(AzureStub::decoded)
                .toList();
        sync();
        Reply reply = organization(method, path, query, body);
        writes += method.equals("GET") || reply.status >= 300 ? 0 : 1;
        if (losesAnswerOf
                .filter((method + " " + exchange.getRequestURI().getPath())::matches)
                .isPresent()) {
            losesAnswerOf = Optional.empty();
            return Reply.error(502, "", "Bad Gateway");
        }
        return reply;
    }

    private boolean authorized(String header) {
        String basic = "Basic " + Base64.getEncoder().encodeToString((":" + TOKEN).getBytes(StandardCharsets.UTF_8));
        return header != null && (header.equals(basic) || bearers.contains(header.replaceFirst("^Bearer ", "")));
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new HashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(decoded(parts[0]), decoded(parts[1]));
        }
        return query;
    }

    /** A push is a new iteration of the open pull requests of its branch. */
    private void sync() {
        if (looksLate > 0) {
            looksLate--;
            return;
        }
        for (StubPull pull : pulls.values()) {
            Optional<String> now = repository.branch(pull.head);
            if (pull.open() && !pull.fork && now.isPresent() && !now.get().equals(pull.headSha)) {
                pull.headSha = now.get();
                pull.iterations.add(now.get());
            }
        }
    }

    private Reply organization(String method, List<String> path, Map<String, String> query, JsonNode body) {
        String rest = String.join("/", path.subList(1, path.size()));
        if (rest.equals("_apis/connectionData")) {
            ObjectNode json = StubPull.JSON.createObjectNode();
            json.set("authenticatedUser", BOT.identity());
            return Reply.ok(json);
        }
        if (rest.equals("_apis/identities")) {
            return identities(query.get("filterValue"));
        }
        if (rest.startsWith("_apis/wit/workitems/")) {
            return linkWorkItem(path.get(path.size() - 1), body);
        }
        if (!path.get(1).equals(PROJECT)) {
            return Reply.error(
                    404, "ProjectDoesNotExistWithNameException", "TF200016: The following project does not exist");
        }
        String below = String.join("/", path.subList(2, path.size()));
        if (below.equals("_apis/git/policy/configurations")) {
            return Reply.list(policies.keySet().stream().map(this::policy).toList());
        }
        if (below.equals("_apis/policy/evaluations")) {
            String artifact = query.get("artifactId");
            StubPull pull = pulls.get(Integer.valueOf(artifact.substring(artifact.lastIndexOf('/') + 1)));
            return Reply.list(
                    policies.keySet().stream().map(id -> evaluation(pull, id)).toList());
        }
        if (path.size() < 6 || !path.get(5).equals(REPOSITORY)) {
            return Reply.error(
                    404,
                    "GitRepositoryNotFoundException",
                    "TF401019: The Git repository with name or identifier x does not exist or you do not have"
                            + " permissions for the operation you are attempting.");
        }
        return repository(method, path.subList(6, path.size()), query, body);
    }

    /** Identities - Read Identities: who has these letters in a name. */
    private Reply identities(String filter) {
        String wanted = filter.toLowerCase(Locale.ROOT);
        return Reply.list(people.stream()
                .filter(one ->
                        (one.name() + " " + one.mail()).toLowerCase(Locale.ROOT).contains(wanted))
                .map(StubPerson::identity)
                .toList());
    }

    /** Work Items - Update: a link to an artifact. */
    private Reply linkWorkItem(String id, JsonNode patch) {
        String start = "vstfs:///Git/PullRequestId/" + PROJECT_ID + "%2F" + REPOSITORY_ID + "%2F";
        String url = patch.path(0).path("value").path("url").asText();
        if (!workItems.contains(id)) {
            return Reply.error(
                    404,
                    "WorkItemUnauthorizedAccessException",
                    "TF401232: Work item " + id + " does not exist, or you do not have permissions to read it.");
        }
        if (!url.startsWith(start)) {
            return Reply.invalid("not an artifact: " + url);
        }
        pulls.get(Integer.valueOf(url.substring(start.length()))).workItems.add(id);
        return Reply.ok(StubPull.JSON.createObjectNode().put("id", Integer.valueOf(id)));
    }

    private ObjectNode policy(int id) {
        ObjectNode json = StubPull.JSON
                .createObjectNode()
                .put("id", id)
                .put("isEnabled", true)
                .put("isBlocking", true);
        json.putObject("type").put("displayName", "Status");
        return json;
    }

    private ObjectNode evaluation(StubPull pull, int id) {
        ObjectNode json = StubPull.JSON.createObjectNode().put("status", met(pull, id) ? "approved" : "queued");
        json.set("configuration", policy(id));
        return json;
    }

    private boolean met(StubPull pull, int policy) {
        String wanted = policies.get(policy);
        String state = "";
        for (ObjectNode status : statuses.getOrDefault(iterationKey(pull, pull.iterations.size()), List.of())) {
            JsonNode context = status.path("context");
            String genre = context.path("genre").asText("");
            String name =
                    (genre.isEmpty() ? "" : genre + "/") + context.path("name").asText();
            state = name.equals(wanted) ? status.path("state").asText() : state;
        }
        return state.equals("succeeded");
    }

    private boolean held(StubPull pull) {
        return policies.keySet().stream().anyMatch(id -> !met(pull, id));
    }

    private Reply repository(String method, List<String> path, Map<String, String> query, JsonNode body) {
        String first = path.isEmpty() ? "" : path.get(0).toLowerCase(Locale.ROOT);
        return switch (first) {
            case "" -> Reply.ok(about());
            case "refs" -> method.equals("GET") ? refs(query) : updateRefs(body);
            case "diffs" -> diffs(query);
            case "commits" -> commits(method, path, query, body);
            case "pullrequests" -> pullRequests(method, path.subList(1, path.size()), query, body);
            default -> Reply.error(404, "", "no such resource");
        };
    }

    /** Repositories - Get Repository. */
    private static ObjectNode about() {
        ObjectNode json =
                StubPull.JSON.createObjectNode().put("id", REPOSITORY_ID).put("name", REPOSITORY);
        json.putObject("project").put("id", PROJECT_ID).put("name", PROJECT);
        return json;
    }

    /** Refs - List: those whose names begin so. */
    private Reply refs(Map<String, String> query) {
        List<ObjectNode> found = new ArrayList<>();
        git.branches(query.get("filter").replaceFirst("^heads/", ""))
                .forEach((name, id) -> found.add(
                        StubPull.JSON.createObjectNode().put("name", name).put("objectId", id)));
        return Reply.list(found);
    }

    /** Refs - Update Refs: from where each is said to be, or not at all. */
    private Reply updateRefs(JsonNode body) {
        JsonNode update = body.path(0);
        String branch = update.path("name").asText().replaceFirst("^refs/heads/", "");
        boolean stale = !repository
                .branch(branch)
                .equals(Optional.of(update.path("oldObjectId").asText()));
        if (!stale && update.path("newObjectId").asText().matches("0{40}")) {
            repository.delete(branch);
        }
        writes -= stale ? 1 : 0;
        return Reply.list(List.of(StubPull.JSON
                .createObjectNode()
                .put("name", update.path("name").asText())
                .put("success", !stale)
                .put("updateStatus", stale ? "staleOldObjectId" : "succeeded")));
    }

    private static Reply unresolvable(String version) {
        return Reply.error(
                404,
                "GitUnresolvableToCommitException",
                "TF401175:The version descriptor <" + version
                        + "> could not be resolved to a version in the repository");
    }

    /** Diffs - Get: {@code aheadCount} and {@code behindCount} are the target's. */
    private Reply diffs(Map<String, String> query) {
        Optional<String> base = git.resolved(query.get("baseVersion"), query.get("baseVersionType"));
        Optional<String> target = git.resolved(query.get("targetVersion"), query.get("targetVersionType"));
        if (base.isEmpty() || target.isEmpty()) {
            return unresolvable(query.get(base.isEmpty() ? "baseVersion" : "targetVersion"));
        }
        return Reply.ok(StubPull.JSON
                .createObjectNode()
                .put("aheadCount", git.between(base.get(), target.get()).size())
                .put("behindCount", git.between(target.get(), base.get()).size()));
    }

    private Reply commits(String method, List<String> path, Map<String, String> query, JsonNode body) {
        if (path.size() == 1) {
            return listCommits(query);
        }
        Optional<String> commit = git.resolved(path.get(1), "commit");
        if (commit.isEmpty()) {
            return Reply.error(404, "GitCommitDoesNotExistException", "TF401289: The commit does not exist");
        }
        if (path.size() == 3) {
            return statuses(method, commit.get(), query, body);
        }
        // Commits - Get
        ObjectNode json = StubPull.JSON.createObjectNode().put("commitId", commit.get());
        for (RevCommit parent : repository.read(commit.get()).getParents()) {
            json.withArray("parents").add(parent.name());
        }
        return Reply.ok(json);
    }

    /** Commits - Get Commits: from {@code compareVersion} back, without what {@code itemVersion} has; without parents. */
    private Reply listCommits(Map<String, String> query) {
        List<ObjectNode> found = new ArrayList<>();
        for (RevCommit commit : git.between(
                query.get("searchCriteria.itemVersion.version"), query.get("searchCriteria.compareVersion.version"))) {
            found.add(StubPull.JSON.createObjectNode().put("commitId", commit.name()));
        }
        return page(found, query, "searchCriteria.");
    }

    private static Reply page(List<ObjectNode> all, Map<String, String> query, String prefix) {
        return Reply.list(all.stream()
                .skip(Integer.parseInt(query.getOrDefault(prefix + "$skip", "0")))
                .limit(Integer.parseInt(query.getOrDefault(prefix + "$top", "100")))
                .toList());
    }

    /** Statuses - List and Create: each is kept, the newest counts. */
    private Reply statuses(String method, String key, Map<String, String> query, JsonNode body) {
        List<ObjectNode> known = statuses.computeIfAbsent(key, any -> new ArrayList<>());
        if (method.equals("GET")) {
            return Reply.list(known);
        }
        ObjectNode status = ((ObjectNode) body)
                .put("id", ++nextId)
                .put("creationDate", Instant.now().toString());
        known.add(status);
        pulls.values().stream()
                .filter(pull -> pull.open() && pull.autoCompleteBy.isPresent() && !held(pull))
                .forEach(this::land);
        return Reply.ok(status);
    }

    private Reply pullRequests(String method, List<String> path, Map<String, String> query, JsonNode body) {
        if (path.isEmpty()) {
            return method.equals("GET") ? listPulls(query) : createPull(body);
        }
        StubPull pull = path.get(0).matches("[0-9]+") ? pulls.get(Integer.valueOf(path.get(0))) : null;
        if (pull == null) {
            return Reply.notFound();
        }
        String what = path.size() > 1 ? path.get(1) : "";
        return switch (method + " " + what) {
            case "GET " -> getPull(pull);
            case "PATCH " -> updatePull(pull, body);
            // Pull Request Work Items - List
            case "GET workitems" ->
                Reply.list(pull.workItems.stream()
                        .map(id -> StubPull.JSON.createObjectNode().put("id", id))
                        .toList());
            case "GET labels" -> Reply.ok(pull.labels());
            case "POST labels" -> addLabel(pull, body.path("name").asText());
            case "DELETE labels" -> removeLabel(pull, path.get(2));
            case "PUT reviewers" -> addReviewer(pull, path.get(2));
            case "GET iterations", "POST iterations" -> iterations(method, pull, path, query, body);
            case "GET threads" -> Reply.list(pull.threads);
            case "POST threads" -> createThread(pull, body);
            case "PATCH threads", "DELETE threads" -> changeComment(method, pull, path, body);
            default -> Reply.error(404, "", "no such resource");
        };
    }

    /** Pull Requests - Get Pull Request: a completion in the background goes on meanwhile. */
    private Reply getPull(StubPull pull) {
        if (pull.completing && ++waited > completionTakes) {
            waited = 0;
            pull.completing = false;
            pull.failure = completionsFail;
            if (pull.failure.isEmpty()) {
                land(pull);
            }
        }
        return Reply.ok(pull.json(pull.open() && conflicts(pull)));
    }

    private boolean conflicts(StubPull pull) {
        Optional<String> base = repository.branch(pull.base);
        return base.isPresent()
                && merges.make("merge", base.get(), pull.headSha, "test").isEmpty();
    }

    /** Pull Requests - Get Pull Requests: the newest first, descriptions cut to 400 characters. */
    private Reply listPulls(Map<String, String> query) {
        String status = query.getOrDefault("searchCriteria.status", "active");
        List<ObjectNode> found = new ArrayList<>();
        for (StubPull pull : pulls.values()) {
            String head = "refs/heads/" + pull.head;
            String base = "refs/heads/" + pull.base;
            if ((status.equals("all") || status.equals(pull.status))
                    && head.equals(query.getOrDefault("searchCriteria.sourceRefName", head))
                    && base.equals(query.getOrDefault("searchCriteria.targetRefName", base))) {
                ObjectNode json = pull.json(false);
                json.set("labels", pull.labels().path("value"));
                String description = pull.description;
                json.put("description", description.substring(0, Math.min(400, description.length())));
                found.add(0, json);
            }
        }
        return page(found, query, "");
    }

    /** Pull Requests - Create. */
    private Reply createPull(JsonNode body) {
        String head = body.path("sourceRefName").asText().replaceFirst("^refs/heads/", "");
        String base = body.path("targetRefName").asText().replaceFirst("^refs/heads/", "");
        Optional<String> commit = repository.branch(head);
        if (commit.isEmpty() || repository.branch(base).isEmpty()) {
            return Reply.error(400, "GitPullRequestCannotBeActivated", "TF401398: The branch no longer exists");
        }
        if (active(head, base)) {
            return Reply.error(
                    409,
                    "GitPullRequestExistsException",
                    "TF401179: An active pull request for the source and target branch already exists.");
        }
        StubPull pull = new StubPull(pulls.size() + 1, head, base, commit.get(), BOT);
        Optional<Reply> wrong = texts(pull, body);
        if (wrong.isPresent()) {
            return wrong.get();
        }
        pull.draft = body.path("isDraft").asBoolean();
        pulls.put(pull.number, pull);
        return new Reply(201, pull.json(conflicts(pull)));
    }

    private boolean active(String head, String base) {
        return pulls.values().stream()
                .anyMatch(pull -> pull.open() && !pull.fork && pull.head.equals(head) && pull.base.equals(base));
    }

    private static Optional<Reply> texts(StubPull pull, JsonNode body) {
        if (body.path("title").asText("x").isEmpty()
                || body.path("title").asText().length() > 400) {
            return Optional.of(Reply.invalid("A title has between 1 and 400 characters.\r\nParameter name: title"));
        }
        if (body.path("description").asText().length() > 4000) {
            return Optional.of(Reply.invalid("A description has at most 4000 characters."));
        }
        pull.title = body.path("title").asText(pull.title);
        pull.description = body.path("description").asText(pull.description);
        return Optional.empty();
    }

    /** Pull Requests - Update: texts, state, auto-complete. */
    private Reply updatePull(StubPull pull, JsonNode body) {
        Optional<Reply> wrong = texts(pull, body);
        if (wrong.isPresent()) {
            return wrong.get();
        }
        pull.draft = body.path("isDraft").asBoolean(pull.draft);
        if (body.has("autoCompleteSetBy")) {
            boolean off = body.path("autoCompleteSetBy").path("id").asText().equals(NOBODY);
            pull.autoCompleteBy = off ? Optional.empty() : Optional.of(BOT);
            options(pull, body);
            if (!off && !held(pull)) {
                land(pull);
            }
        }
        return switch (body.path("status").asText("")) {
            case "completed" -> complete(pull, body);
            case "abandoned" -> abandon(pull);
            case "active" -> reactivate(pull);
            default -> Reply.ok(pull.json(conflicts(pull)));
        };
    }

    private static void options(StubPull pull, JsonNode body) {
        if (body.path("completionOptions") instanceof ObjectNode options) {
            pull.completionOptions = options;
        }
    }

    private static Reply notEditable() {
        return Reply.error(
                400,
                "GitPullRequestNotEditableException",
                "TF401181: The pull request cannot be edited due to its state.");
    }

    private Reply complete(StubPull pull, JsonNode body) {
        if (!pull.open()) {
            return notEditable();
        }
        String tip = repository.branch(pull.head).orElse("");
        String lease = body.path("lastMergeSourceCommit").path("commitId").asText();
        if (!lease.equals(pull.headSha) || !lease.equals(tip)) {
            return Reply.error(
                    409,
                    "GitPullRequestStaleException",
                    "TF401192: The source branch has been modified since the last merge attempt.");
        }
        if (held(pull) || pull.draft) {
            return Reply.error(
                    403,
                    "GitPullRequestUpdateRejectedByPolicyException",
                    "TF402450: The pull request cannot be completed: a required policy is not fulfilled.");
        }
        options(pull, body);
        pull.completing = true;
        return Reply.ok(pull.json(false));
    }

    private Reply abandon(StubPull pull) {
        if (!pull.open()) {
            return notEditable();
        }
        pull.end("abandoned", BOT);
        return Reply.ok(pull.json(false));
    }

    private Reply reactivate(StubPull pull) {
        if (pull.status.equals("completed")) {
            return notEditable();
        }
        if (repository.branch(pull.head).isEmpty() || active(pull.head, pull.base)) {
            return Reply.error(
                    400,
                    "GitPullRequestCannotBeActivated",
                    "TF401398: The pull request cannot be activated because the source branch no longer exists.");
        }
        pull.status = "active";
        pull.closedAt = Optional.empty();
        pull.closedBy = Optional.empty();
        return Reply.ok(pull.json(conflicts(pull)));
    }

    /** A rebase moves the source branch, too ("GitPullRequestCompletionOptions"). */
    private void land(StubPull pull) {
        String strategy = pull.completionOptions.path("mergeStrategy").asText();
        String message = pull.completionOptions
                .path("mergeCommitMessage")
                .asText("Merged PR " + pull.number + ": " + pull.title);
        String method = strategy.equals("noFastForward") ? "merge" : strategy;
        Optional<ObjectId> made =
                merges.make(method, repository.branch(pull.base).orElseThrow(), pull.headSha, message);
        if (made.isPresent()) {
            repository.reset(pull.base, made.get().name());
            pull.mergeCommit = Optional.of(made.get().name());
            pull.end("completed", BOT);
            if (method.equals("rebase")) {
                repository.reset(pull.head, made.get().name());
            }
        }
    }

    /** Pull Request Labels - Create. */
    private static Reply addLabel(StubPull pull, String name) {
        if (name.length() > 400) {
            return Reply.error(400, "GitPullRequestLabelNameInvalid", "The label name is invalid");
        }
        pull.labels.put(name, UUID.randomUUID().toString());
        return Reply.ok(StubPull.JSON.createObjectNode().put("name", name));
    }

    /** Pull Request Labels - Delete. */
    private static Reply removeLabel(StubPull pull, String id) {
        return pull.labels.values().remove(id)
                ? new Reply(200, MissingNode.getInstance())
                : Reply.error(404, "GitPullRequestLabelNotFoundException", "no such label");
    }

    /** Pull Request Reviewers - Create Pull Request Reviewer. */
    private Reply addReviewer(StubPull pull, String id) {
        Optional<StubPerson> person =
                people.stream().filter(one -> one.id().equals(id)).findFirst();
        if (person.isEmpty()) {
            return Reply.error(400, "GitPullRequestInvalidReviewer", "TF401186: The reviewer is invalid");
        }
        pull.reviewers.put(id, person.get());
        pull.tell("ReviewersUpdate", Map.of("CodeReviewReviewersUpdatedAddedIdentity", person.get()));
        return Reply.ok(person.get().json());
    }

    /** Somebody takes a reviewer off. */
    synchronized void takeOff(int number, String name) {
        StubPull pull = pulls.get(number);
        StubPerson person = person(name);
        pull.reviewers.remove(person.id());
        pull.tell("ReviewersUpdate", Map.of("CodeReviewReviewersUpdatedRemovedIdentity", person));
    }

    private static String iterationKey(StubPull pull, int iteration) {
        return "pull " + pull.number + " " + iteration;
    }

    /** Pull Request Iterations - List, Pull Request Iteration Statuses. */
    private Reply iterations(
            String method, StubPull pull, List<String> path, Map<String, String> query, JsonNode body) {
        if (path.size() > 2) {
            return statuses(method, iterationKey(pull, Integer.parseInt(path.get(2))), query, body);
        }
        List<ObjectNode> all = new ArrayList<>();
        for (String commit : pull.iterations) {
            ObjectNode json = StubPull.JSON.createObjectNode().put("id", all.size() + 1);
            json.putObject("sourceRefCommit").put("commitId", commit);
            all.add(json);
        }
        return Reply.list(all);
    }

    /** Pull Request Threads - Create. */
    private static Reply createThread(StubPull pull, JsonNode body) {
        ObjectNode thread =
                pull.thread(body.path("comments").path(0).path("content").asText(), "text", BOT);
        thread.put("status", body.path("status").asText());
        return Reply.ok(thread);
    }

    /** Pull Request Thread Comments - Update and Delete: a deleted one stays without its text. */
    private static Reply changeComment(String method, StubPull pull, List<String> path, JsonNode body) {
        for (ObjectNode thread : pull.threads) {
            ObjectNode comment = (ObjectNode) thread.path("comments").path(0);
            if (thread.path("id").asText().equals(path.get(2))
                    && comment.path("id").asText().equals(path.get(4))) {
                comment.put("lastUpdatedDate", Instant.now().toString());
                if (method.equals("DELETE")) {
                    comment.put("isDeleted", true).remove("content");
                    return new Reply(200, MissingNode.getInstance());
                }
                comment.put("content", body.path("content").asText());
                return Reply.ok(comment);
            }
        }
        return Reply.error(404, "GitPullRequestCommentThreadNotFoundException", "no such thread");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
