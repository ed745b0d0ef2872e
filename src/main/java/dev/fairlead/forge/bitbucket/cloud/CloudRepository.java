package dev.fairlead.forge.bitbucket.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.Problem;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.rest.Fields;
import dev.fairlead.forge.rest.NoAnswer;
import dev.fairlead.forge.rest.Refusal;
import dev.fairlead.forge.rest.RestApi;
import dev.fairlead.forge.rest.RestConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One repository's part of the API, whose lists come in pages with the address of the next ("Pagination"). */
final class CloudRepository {
    private static final int WHOLE = 40;

    private final RestApi api;
    private final RestConnection connection;
    private final String place;
    private final String workspace;
    private final String below;

    /** Commits by the beginnings of their names, which never change. */
    private final Map<String, String> whole = new ConcurrentHashMap<>();

    private Optional<String> account = Optional.empty();
    private boolean askedWho;

    /** @param place as messages name it */
    CloudRepository(RestApi api, RestConnection connection, String place, String workspace, String slug) {
        this.api = api;
        this.connection = connection;
        this.place = place;
        this.workspace = workspace;
        below = "/repositories/" + RestApi.escaped(workspace) + "/" + RestApi.escaped(slug);
    }

    RestConnection connection() {
        return connection;
    }

    String place() {
        return place;
    }

    JsonNode get(String rest) {
        return api.get(below + rest);
    }

    /** The same; empty where there is no such thing. */
    Optional<JsonNode> find(String rest) {
        return present(() -> get(rest));
    }

    JsonNode send(String method, String rest, @Nullable JsonNode body) {
        return api.send(method, below + rest, body);
    }

    /** Reads pages until one says that it is enough; of the next one's address only the query is taken. */
    void pages(String rest, Predicate<JsonNode> more) {
        pagesAt(below + rest, more);
    }

    private void pagesAt(String first, Predicate<JsonNode> more) {
        String address = first.replaceFirst("\\?.*", "");
        for (Optional<String> path = Optional.of(first); path.isPresent(); ) {
            JsonNode page = api.get(path.get());
            if (!page.path("values").isArray()) {
                throw NoAnswer.malformed(place + ": " + address, CloudDialect.NAME, null);
            }
            boolean on = more.test(page.path("values"));
            path = Fields.text(page, "next")
                    .filter(next -> on && next.contains("?"))
                    .map(next -> address + next.substring(next.indexOf('?')));
        }
    }

    List<JsonNode> all(String rest) {
        return allAt(below + rest);
    }

    private List<JsonNode> allAt(String path) {
        List<JsonNode> items = new ArrayList<>();
        pagesAt(path, page -> {
            page.forEach(items::add);
            return true;
        });
        return items;
    }

    /** Users of the workspace ("List users in a workspace"). */
    List<JsonNode> members() {
        return allAt("/workspaces/" + RestApi.escaped(workspace) + "/members?pagelen=100");
    }

    /** A commit's whole name, of which pull requests tell twelve characters; as it is where the commit is gone. */
    String commit(String hash) {
        if (hash.length() >= WHOLE || hash.isEmpty()) {
            return hash;
        }
        String known = whole.get(hash);
        if (known == null) {
            known = find("/commit/" + RestApi.escaped(hash))
                    .flatMap(json -> Fields.text(json, "hash"))
                    .orElse(hash);
            whole.put(hash, known);
        }
        return known;
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

    /** Who we are ("Get current user"), by the id that never changes; empty where the token may not read that. */
    synchronized Optional<String> account() {
        if (!askedWho) {
            try {
                account = Fields.text(api.get("/user"), "uuid");
            } catch (Refusal e) {
                if (e.retryable()) {
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
