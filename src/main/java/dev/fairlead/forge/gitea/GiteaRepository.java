package dev.fairlead.forge.gitea;

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

/** One repository's part of the API. */
final class GiteaRepository {
    private final RestApi api;
    private final RestConnection connection;
    private final String place;
    private final String owner;
    private final String name;

    private Optional<String> account = Optional.empty();
    private boolean askedWho;

    /** @param place as messages name it */
    GiteaRepository(RestApi api, RestConnection connection, String place, String owner, String name) {
        this.api = api;
        this.connection = connection;
        this.place = place;
        this.owner = owner;
        this.name = name;
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

    String owner() {
        return owner;
    }

    /** {@code /repos/OWNER/NAME} and what follows. */
    String path(String rest) {
        return "/repos/" + RestApi.escaped(owner) + "/" + RestApi.escaped(name) + rest;
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
    static Optional<JsonNode> present(Supplier<JsonNode> request) {
        try {
            return Optional.of(request.get());
        } catch (Refusal e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Who we are; empty where the token may not read that. */
    synchronized Optional<String> account() {
        if (!askedWho) {
            try {
                account = Fields.text(api.get("/user"), "login");
            } catch (Refusal e) {
                if (e.kind() != Kind.FORBIDDEN && e.kind() != Kind.UNAUTHORIZED) {
                    throw e;
                }
            }
            askedWho = true;
        }
        return account;
    }

    ForgeException problem(Kind kind, String what, String cause, String remedy) {
        return new ForgeException(kind, new Problem(place + what, cause, remedy));
    }
}
