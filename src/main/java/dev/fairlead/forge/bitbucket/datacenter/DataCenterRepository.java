package dev.fairlead.forge.bitbucket.datacenter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.Problem;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.rest.NoAnswer;
import dev.fairlead.forge.rest.Refusal;
import dev.fairlead.forge.rest.RestApi;
import dev.fairlead.forge.rest.RestConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One repository's part of the API, whose lists come in pages that say where the next one starts ("Paged APIs"). */
final class DataCenterRepository {
    private static final int PAGE = 100;

    private final RestApi api;
    private final RestConnection connection;
    private final String web;
    private final String place;
    private final String project;
    private final String slug;

    private Optional<String> account = Optional.empty();

    /**
     * @param web the server as people see it, without a slash at its end
     * @param place as messages name it
     */
    DataCenterRepository(
            RestApi api, RestConnection connection, String web, String place, String project, String slug) {
        this.api = api;
        this.connection = connection;
        this.web = web;
        this.place = place;
        this.project = project;
        this.slug = slug;
    }

    RestConnection connection() {
        return connection;
    }

    String place() {
        return place;
    }

    private String below() {
        return "/projects/" + RestApi.escaped(project) + "/repos/" + RestApi.escaped(slug);
    }

    /** Where people look at a commit. */
    String page(String commit) {
        return web + below() + "/commits/" + commit;
    }

    /** A branch of this repository, as requests name it. */
    ObjectNode ref(String branch) {
        ObjectNode ref = RestApi.object().put("id", "refs/heads/" + branch);
        ref.putObject("repository").put("slug", slug).putObject("project").put("key", project);
        return ref;
    }

    /** The path of what follows the repository in one of the APIs ({@code api}, {@code branch-utils}…). */
    String path(String part, String rest) {
        return "/" + part + "/1.0" + below() + rest;
    }

    JsonNode get(String rest) {
        return api.get(path("api", rest));
    }

    /** The same; empty where there is no such thing. */
    Optional<JsonNode> find(String rest) {
        return present(() -> get(rest));
    }

    JsonNode send(String method, String rest, @Nullable JsonNode body) {
        return api.send(method, path("api", rest), body);
    }

    JsonNode at(String method, String path, @Nullable JsonNode body) {
        return api.send(method, path, body);
    }

    /** Reads pages of an address with a query until one says that it is enough. */
    void pages(String path, Predicate<JsonNode> more) {
        for (int start = 0; start >= 0; ) {
            JsonNode page = api.get(path + (path.contains("?") ? "&" : "?") + "limit=" + PAGE + "&start=" + start);
            if (!page.path("values").isArray()) {
                throw NoAnswer.malformed(place + ": " + path.replaceFirst("\\?.*", ""), DataCenterDialect.NAME, null);
            }
            boolean on =
                    more.test(page.path("values")) && !page.path("isLastPage").asBoolean(true);
            start = on ? page.path("nextPageStart").asInt(-1) : -1;
        }
    }

    List<JsonNode> all(String path) {
        List<JsonNode> items = new ArrayList<>();
        pages(path, page -> {
            page.forEach(items::add);
            return true;
        });
        return items;
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

    /** Who we are, which every answer tells in a header; empty for nobody. */
    synchronized Optional<String> account() {
        if (account.isEmpty()) {
            account = Optional.of(api.header("/api/1.0/application-properties", "X-AUSERNAME"))
                    .filter(name -> !name.isEmpty());
        }
        return account;
    }

    ForgeException problem(Kind kind, String what, String cause, String remedy) {
        return new ForgeException(kind, new Problem(place + what, cause, remedy));
    }
}
