package dev.fairlead.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.Problem;
import dev.fairlead.forge.BoundedText;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.rest.Refusal;
import dev.fairlead.forge.rest.RestApi;
import dev.fairlead.forge.rest.RestConnection;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.authorization.AuthorizationProvider;

/**
 * The requests that the library lacks (GraphQL) or would make several of (a pull request's fields in one edit, lists
 * whose items are complete), over the library's own connection and credentials.
 */
final class GitHubApi {
    private static final int QUOTE = 300;

    private final URI address;
    private final URI graphql;
    private final RestApi rest;
    private final AuthorizationProvider authorization;

    /** @param address the API's, without a slash at its end */
    GitHubApi(URI address, RestConnection connection, AuthorizationProvider authorization) {
        this.address = address;
        this.rest = new RestApi(address, "GitHub", connection, this::headers);
        this.authorization = authorization;
        // "Managing Enterprise Server's GraphQL": /api/v3 has its GraphQL at /api/graphql; all others below the root.
        String text = address.toString();
        graphql = URI.create(text.endsWith("/api/v3") ? text.replaceFirst("/v3$", "/graphql") : text + "/graphql");
    }

    RestApi rest() {
        return rest;
    }

    JsonNode get(String path) {
        return rest.get(path);
    }

    JsonNode send(String method, String path, @Nullable JsonNode body) {
        return rest.send(method, path, body);
    }

    void pages(String path, Predicate<JsonNode> more) {
        rest.pages(path, more);
    }

    /** The items of a list, where its first page holds them all. */
    Optional<List<JsonNode>> onlyPage(String path) {
        return rest.onlyPage(path);
    }

    List<JsonNode> all(String path) {
        return rest.all(path);
    }

    /**
     * Runs a query or mutation of GraphQL.
     *
     * @throws Refusal when it tells errors
     */
    JsonNode graphql(String query, ObjectNode variables) {
        ObjectNode body = RestApi.object().put("query", query);
        body.set("variables", variables);
        JsonNode json = rest.send("POST", graphql, body);
        if (!json.path("errors").isEmpty()) {
            throw refusal(json.path("errors"));
        }
        return json.path("data");
    }

    private Refusal refusal(JsonNode errors) {
        List<String> words = new ArrayList<>();
        errors.forEach(error -> words.add(error.path("message").asText()));
        String all = String.join("; ", words);
        Kind kind = kind(errors.path(0).path("type").asText());
        String remedy = kind == Kind.FORBIDDEN
                ? "check that the token may read and write contents and pull requests of this repository"
                : "see docs/forges/github.md for what each operation needs";
        return new Refusal(
                kind,
                new Problem("POST " + graphql, "GitHub refuses this: " + BoundedText.clause(all, QUOTE), remedy),
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

    private Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "application/vnd.github+json");
        headers.put("X-GitHub-Api-Version", "2022-11-28");
        credentials().ifPresent(value -> headers.put("Authorization", value));
        return headers;
    }

    private Optional<String> credentials() {
        try {
            return Optional.ofNullable(authorization.getEncodedAuthorization());
        } catch (IOException e) {
            throw new ForgeException(
                    Kind.UNAUTHORIZED,
                    new Problem(address.toString(), "no credentials could be had", "check the GitHub App's settings"),
                    e);
        }
    }
}
