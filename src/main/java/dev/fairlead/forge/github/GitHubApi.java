package dev.fairlead.forge.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.Problem;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.http.Answer;
import dev.fairlead.forge.http.Call;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.authorization.AuthorizationProvider;

/**
 * The requests that the library lacks (GraphQL) or would make several of (a pull request's fields in one edit, lists
 * whose items are complete), over the library's own connection and credentials.
 */
final class GitHubApi {
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>;\\s*rel=\"next\"");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int QUOTE = 300;

    private final URI rest;
    private final URI graphql;
    private final GitHubConnection connection;
    private final AuthorizationProvider authorization;

    /** @param rest the API's address, without a slash at its end */
    GitHubApi(URI rest, GitHubConnection connection, AuthorizationProvider authorization) {
        this.rest = rest;
        this.connection = connection;
        this.authorization = authorization;
        // "Managing Enterprise Server's GraphQL": /api/v3 has its GraphQL at /api/graphql; all others below the root.
        String text = rest.toString();
        graphql = URI.create(text.endsWith("/api/v3") ? text.replaceFirst("/v3$", "/graphql") : text + "/graphql");
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** A path or query part with everything escaped. */
    static String escaped(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A branch in a path: escaped between its slashes. */
    static String escapedPath(String path) {
        return List.of(path.split("/", -1)).stream().map(GitHubApi::escaped).collect(Collectors.joining("/"));
    }

    JsonNode get(String path) {
        return parse(send("GET", address(path), null), path);
    }

    JsonNode send(String method, String path, @Nullable JsonNode body) {
        return parse(send(method, address(path), body), path);
    }

    /** Reads pages until one says that it is enough, or there are no more. */
    void pages(String path, Predicate<JsonNode> more) {
        URI next = address(path);
        while (next != null) {
            Answer answer = send("GET", next, null);
            JsonNode page = parse(answer, path);
            if (!page.isArray()) {
                throw GitHubErrors.malformed(next.getHost() + next.getPath(), null);
            }
            next = more.test(page) ? nextPage(next, answer) : null;
        }
    }

    /** The items of a list, where its first page holds them all. */
    Optional<List<JsonNode>> onlyPage(String path) {
        List<JsonNode> items = new ArrayList<>();
        URI address = address(path);
        Answer answer = send("GET", address, null);
        parse(answer, path).forEach(items::add);
        return nextPage(address, answer) == null ? Optional.of(items) : Optional.empty();
    }

    List<JsonNode> all(String path) {
        List<JsonNode> items = new ArrayList<>();
        pages(path, page -> {
            page.forEach(items::add);
            return true;
        });
        return items;
    }

    /** By the {@code Link} header, and only on the same server, which has the token already. */
    private static @Nullable URI nextPage(URI current, Answer answer) {
        Matcher link = NEXT.matcher(answer.header("link"));
        if (!link.find()) {
            return null;
        }
        URI next = current.resolve(link.group(1));
        if (!next.getAuthority().equalsIgnoreCase(current.getAuthority())) {
            throw GitHubErrors.malformed(current.getHost() + current.getPath(), null);
        }
        return next;
    }

    /**
     * Runs a query or mutation of GraphQL.
     *
     * @throws GitHubRefusal when it tells errors
     */
    JsonNode graphql(String query, ObjectNode variables) {
        ObjectNode body = object().put("query", query);
        body.set("variables", variables);
        JsonNode json = parse(send("POST", graphql, body), graphql.getPath());
        if (!json.path("errors").isEmpty()) {
            throw refusal(json.path("errors"));
        }
        return json.path("data");
    }

    private GitHubRefusal refusal(JsonNode errors) {
        List<String> words = new ArrayList<>();
        errors.forEach(error -> words.add(error.path("message").asText()));
        String all = String.join("; ", words);
        Kind kind = kind(errors.path(0).path("type").asText());
        String remedy = kind == Kind.FORBIDDEN
                ? "check that the token may read and write contents and pull requests of this repository"
                : "see docs/forges.md for what each operation needs";
        return new GitHubRefusal(
                kind,
                new Problem("POST " + graphql, "GitHub refuses this: " + GitHubErrors.clause(all, QUOTE), remedy),
                200,
                all,
                null);
    }

    private static Kind kind(String type) {
        return switch (type) {
            case "NOT_FOUND" -> Kind.NOT_FOUND;
            case "FORBIDDEN", "INSUFFICIENT_SCOPES" -> Kind.FORBIDDEN;
            case "STALE_DATA" -> Kind.STALE;
            case "RATE_LIMITED" -> Kind.RATE_LIMITED;
            case "SERVICE_UNAVAILABLE", "INTERNAL" -> Kind.SERVER;
            default -> Kind.INVALID;
        };
    }

    private URI address(String path) {
        return URI.create(rest + path);
    }

    private Answer send(String method, URI address, @Nullable JsonNode body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "application/vnd.github+json");
        headers.put("Accept-Encoding", "gzip");
        headers.put("X-GitHub-Api-Version", "2022-11-28");
        headers.put("User-Agent", "fairlead");
        credentials().ifPresent(value -> headers.put("Authorization", value));
        if (body != null) {
            headers.put("Content-Type", "application/json");
        }
        Optional<byte[]> bytes =
                Optional.ofNullable(body).map(json -> json.toString().getBytes(StandardCharsets.UTF_8));
        return connection.send(new Call(method, address, headers, bytes));
    }

    private Optional<String> credentials() {
        try {
            return Optional.ofNullable(authorization.getEncodedAuthorization());
        } catch (IOException e) {
            throw new ForgeException(
                    Kind.UNAUTHORIZED,
                    new Problem(rest.toString(), "no credentials could be had", "check the GitHub App's settings"),
                    e);
        }
    }

    private JsonNode parse(Answer answer, String path) {
        if (answer.empty()) {
            return object();
        }
        try {
            return JSON.readTree(answer.text());
        } catch (JsonProcessingException e) {
            // Its message would quote the answer, which may be anything.
            throw GitHubErrors.malformed(rest + path.replaceFirst("\\?.*", ""), null);
        }
    }
}
