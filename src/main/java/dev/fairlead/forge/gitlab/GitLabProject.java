package dev.fairlead.forge.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.Problem;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.rest.Fields;
import dev.fairlead.forge.rest.Refusal;
import dev.fairlead.forge.rest.RestApi;
import dev.fairlead.forge.rest.RestConnection;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One project's part of the API. */
final class GitLabProject {
    private final RestApi api;
    private final RestConnection connection;
    private final String place;
    private final String id;

    private Optional<String> account = Optional.empty();
    private boolean askedWho;

    /**
     * @param place as messages name it
     * @param path with all its groups, {@code group/subgroup/project}
     */
    GitLabProject(RestApi api, RestConnection connection, String place, String path) {
        this.api = api;
        this.connection = connection;
        this.place = place;
        id = "/projects/" + RestApi.escaped(path);
    }

    RestApi api() {
        return api;
    }

    RestConnection connection() {
        return connection;
    }

    String place() {
        return place;
    }

    /** {@code /projects/ID} and what follows. */
    String path(String rest) {
        return id + rest;
    }

    JsonNode get(String rest) {
        return api.get(path(rest));
    }

    /** The same; empty where there is no such thing. */
    Optional<JsonNode> find(String rest) {
        return present(() -> get(rest));
    }

    JsonNode send(String method, String rest, @Nullable JsonNode body) {
        return api.send(method, path(rest), body);
    }

    /** What a request gives; empty where there is no such thing. */
    static <T> Optional<T> present(Supplier<T> request) {
        try {
            return Optional.of(request.get());
        } catch (Refusal e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Who we are ("Users API"); empty where the token may not read that. */
    synchronized Optional<String> account() {
        if (!askedWho) {
            try {
                account = Fields.text(api.get("/user"), "username");
            } catch (Refusal e) {
                if (e.kind() != Kind.FORBIDDEN && e.kind() != Kind.UNAUTHORIZED) {
                    throw e;
                }
            }
            askedWho = true;
        }
        return account;
    }

    /** "List users": by their exact name, whatever its case. */
    Optional<Long> userId(String name) {
        for (JsonNode user : api.get("/users?username=" + RestApi.escaped(name))) {
            if (user.path("username").asText().equalsIgnoreCase(name)) {
                return Optional.of(user.path("id").asLong());
            }
        }
        return Optional.empty();
    }

    ForgeException problem(Kind kind, String what, String cause, String remedy) {
        return new ForgeException(kind, new Problem(place + what, cause, remedy));
    }
}
