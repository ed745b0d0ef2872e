package dev.fairlead.forge.azure;

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
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One repository's part of the API. */
final class AzureRepository {
    private static final String VERSION = "7.1";
    private static final int PAGE = 100;

    private final AzureAddress address;
    private final RestApi api;
    private final RestConnection connection;
    private final String place;

    private @Nullable Ids ids;
    private @Nullable String account;

    /** What paths below the repository do not need, and others do. */
    record Ids(String project, String repository) {}

    /**
     * @param api at the collection
     * @param place as messages name it
     */
    AzureRepository(AzureAddress address, RestApi api, RestConnection connection, String place) {
        this.address = address;
        this.api = api;
        this.connection = connection;
        this.place = place;
    }

    AzureAddress address() {
        return address;
    }

    RestConnection connection() {
        return connection;
    }

    String place() {
        return place;
    }

    /** A path below the repository's own. */
    private String path(String rest) {
        return inProject("/_apis/git/repositories/" + RestApi.escaped(address.repository()) + rest);
    }

    private String inProject(String rest) {
        return "/" + RestApi.escaped(address.project()) + versioned(rest, VERSION);
    }

    static String versioned(String path, String version) {
        return path + (path.contains("?") ? "&" : "?") + "api-version=" + version;
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

    /** Something of the project beside its repositories. */
    JsonNode ofProject(String rest, String version) {
        return api.get("/" + RestApi.escaped(address.project()) + versioned(rest, version));
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

    /** The items of a list that comes whole. */
    List<JsonNode> list(String rest) {
        return items(get(rest));
    }

    List<JsonNode> items(JsonNode list) {
        if (!list.path("value").isArray()) {
            throw NoAnswer.malformed(place, AzureDialect.NAME, null);
        }
        List<JsonNode> items = new ArrayList<>();
        list.path("value").forEach(items::add);
        return items;
    }

    /**
     * Reads a list page by page until one says that it is enough, or there are no more.
     *
     * @param rest ends where further parameters may follow
     * @param prefix of {@code $top} and {@code $skip}
     */
    void pages(String rest, String prefix, Predicate<List<JsonNode>> more) {
        for (int skip = 0; ; skip += PAGE) {
            List<JsonNode> page = list(rest + "&" + prefix + "$top=" + PAGE + "&" + prefix + "$skip=" + skip);
            if (!more.test(page) || page.size() < PAGE) {
                return;
            }
        }
    }

    /** "Repositories - Get Repository". */
    synchronized Ids ids() {
        Ids known = ids;
        if (known == null) {
            JsonNode json = get("");
            known = new Ids(
                    json.path("project").path("id").asText(), json.path("id").asText());
            ids = known;
        }
        return known;
    }

    /** The id of who we are ({@code connectionData}, which every client of Azure DevOps asks first). */
    synchronized String account() {
        String known = account;
        if (known == null) {
            JsonNode json = api.get(versioned("/_apis/connectionData", "7.1-preview"));
            known = Fields.text(json.path("authenticatedUser"), "id")
                    .orElseThrow(() -> NoAnswer.malformed(place, AzureDialect.NAME, null));
            account = known;
        }
        return known;
    }

    ForgeException problem(Kind kind, String what, String cause, String remedy) {
        return new ForgeException(kind, new Problem(place + what, cause, remedy));
    }
}
