package dev.fairlead.forge.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * One project of GitLab's, in memory with a real Git repository behind it, written by hand after GitLab's published
 * description; each operation names its page below {@code docs.gitlab.com/api}, and what it does in the background or
 * leaves unsaid there is after the issues that it names. It lives under a path and in a subgroup:
 * {@code /gitlab/acme/platform/config}.
 */
public final class GitLabStub implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    static final long PROJECT = 42;
    public static final String TOKEN = "glpat-test";
    private static final String API = "/gitlab/api/v4";
    private static final String NAME = "acme/platform/config";

    final StubMergeRequests merges;
    final StubPipelines pipelines;
    final StubIssues issues = new StubIssues(this);
    final StubGit git;
    public final List<String> requests = new CopyOnWriteArrayList<>();

    /** "Projects API": {@code merge}, {@code rebase_merge} or {@code ff}. */
    public String mergeMethod = "merge";

    /** "Projects API": {@code never}, {@code always}, {@code default_on} or {@code default_off}. */
    String squashOption = "default_off";

    /** Whether the license allows more than one reviewer and assignee. */
    public boolean premium = true;

    /** "Projects API", {@code only_allow_merge_if_pipeline_succeeds}. */
    public boolean pipelineMustSucceed;

    /** The next request of this form is carried out, and answered with 502. */
    public Optional<String> losesAnswerOf = Optional.empty();

    private final BareRepository repository;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private int writes;

    public GitLabStub(BareRepository repository) throws IOException {
        this.repository = repository;
        git = new StubGit(repository);
        pipelines = new StubPipelines(this);
        merges = new StubMergeRequests(this, new StubMerge(repository));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public URI api() {
        return URI.create(root() + "/api/v4");
    }

    /** What {@code git clone} takes. */
    public String url() {
        return root() + "/" + NAME + ".git";
    }

    String root() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/gitlab";
    }

    synchronized int writes() {
        return writes;
    }

    /** Whether it is to be merged when nothing stands in the way any more. */
    public synchronized boolean waitsForMerge(int iid) {
        return merges.all.get(iid).autoMerge;
    }

    BareRepository repository() {
        return repository;
    }

    /** An answer before it is sent. */
    record Reply(int status, JsonNode body) {
        static Reply ok(JsonNode body) {
            return new Reply(200, body);
        }

        static Reply made(JsonNode body) {
            return new Reply(201, body);
        }

        static Reply nothing() {
            return new Reply(204, JSON.missingNode());
        }

        static Reply error(int status, String message) {
            return new Reply(status, JSON.createObjectNode().put("message", message));
        }

        static Reply notFound(String what) {
            return error(404, "404 " + what + "Not Found");
        }

        /** "REST API troubleshooting": an error of validation names the field. */
        static Reply invalid(String field, String wrong) {
            ObjectNode json = JSON.createObjectNode();
            json.putObject("message").putArray(field).add(wrong);
            return new Reply(400, json);
        }
    }

    /** A request to the project. */
    record Asked(String method, List<String> path, Map<String, String> query, JsonNode body, HttpExchange exchange) {
        boolean is(String wanted) {
            return method.equals(wanted);
        }

        String part(int index) {
            return index < path.size() ? path.get(index) : "";
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
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(reply.status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private synchronized Reply reply(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getRawPath();
        requests.add(method + " " + exchange.getRequestURI());
        byte[] bytes = exchange.getRequestBody().readAllBytes();
        // rest/authentication
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return Reply.error(401, "401 Unauthorized");
        }
        merges.sync();
        List<String> parts = Arrays.stream(path.replaceFirst("^" + API, "").split("/"))
                .filter(part -> !part.isEmpty())
                .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
                .toList();
        JsonNode body = bytes.length == 0 ? JSON.createObjectNode() : JSON.readTree(bytes);
        Reply reply = path.startsWith(API + "/")
                ? route(new Asked(method, parts, query(exchange), body, exchange))
                : Reply.error(404, "no page of the API");
        writes += method.equals("GET") || reply.status >= 300 ? 0 : 1;
        if (losesAnswerOf.filter((method + " " + path)::matches).isPresent()) {
            losesAnswerOf = Optional.empty();
            return Reply.error(502, "Bad Gateway");
        }
        return reply;
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new HashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    private Reply route(Asked asked) {
        return switch (asked.part(0)) {
            // users#for-non-administrator-users: by the exact name
            case "users" -> Reply.ok(StubUser.list(asked.query().getOrDefault("username", "")));
            case "user" -> Reply.ok(StubUser.BOT.json());
            case "projects" ->
                asked.part(1).equals(NAME)
                        ? project(new Asked(
                                asked.method(),
                                asked.path().subList(2, asked.path().size()),
                                asked.query(),
                                asked.body(),
                                asked.exchange()))
                        : Reply.notFound("Project ");
            default -> Reply.notFound("");
        };
    }

    private Reply project(Asked asked) {
        return switch (asked.part(0)) {
            case "" -> Reply.ok(about());
            case "merge_requests" -> merges.reply(asked);
            case "issues" -> issues.reply(asked);
            case "members" -> member(asked);
            case "statuses", "pipelines", "deployments" -> pipelines.reply(asked);
            case "repository" -> asked.part(3).equals("statuses") ? pipelines.reply(asked) : repository(asked);
            default -> Reply.notFound("");
        };
    }

    /** project_members#get-a-member-of-a-project-including-inherited-and-invited-members. */
    private static Reply member(Asked asked) {
        return StubUser.of(Long.parseLong(asked.part(2)))
                .filter(user -> user.member)
                .map(user -> Reply.ok(user.json().put("access_level", user == StubUser.BARBARA ? 20 : 30)))
                .orElseGet(() -> Reply.notFound(""));
    }

    private Reply repository(Asked asked) {
        return switch (asked.part(1)) {
            case "branches" -> asked.path().size() == 2 ? page(asked, git.branches(asked)) : git.branch(asked);
            case "compare" -> git.compare(asked);
            case "commits" -> asked.path().size() == 2 ? page(asked, git.commits(asked)) : git.commit(asked);
            default -> Reply.notFound("");
        };
    }

    /** projects#get-a-single-project; the last field is shown with Premium only. */
    private ObjectNode about() {
        ObjectNode json = JSON.createObjectNode()
                .put("id", PROJECT)
                .put("path_with_namespace", NAME)
                .put("default_branch", "main")
                .put("merge_method", mergeMethod)
                .put("squash_option", squashOption)
                .put("only_allow_merge_if_pipeline_succeeds", pipelineMustSucceed);
        if (premium) {
            json.put("approvals_before_merge", 0);
        }
        return json;
    }

    /** rest#pagination: by the Link header; pages no larger than 3 here. */
    Reply page(Asked asked, List<? extends JsonNode> all) {
        int size = Math.min(3, Integer.parseInt(asked.query().getOrDefault("per_page", "20")));
        int page = Integer.parseInt(asked.query().getOrDefault("page", "1"));
        if (page * size < all.size()) {
            URI uri = asked.exchange().getRequestURI();
            String query = (uri.getRawQuery() == null ? "" : uri.getRawQuery()).replaceAll("(^|&)page=[0-9]+", "");
            String host = root().replaceFirst("/gitlab$", "");
            asked.exchange()
                    .getResponseHeaders()
                    .set(
                            "Link",
                            "<" + host + uri.getRawPath() + "?" + query + "&page=" + (page + 1) + ">; rel=\"next\", <"
                                    + host + uri.getRawPath() + ">; rel=\"first\"");
        }
        ArrayNode items = JSON.createArrayNode();
        all.stream().skip((long) (page - 1) * size).limit(size).forEach(items::add);
        return Reply.ok(items);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
