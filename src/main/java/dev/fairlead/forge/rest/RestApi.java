package dev.fairlead.forge.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.forge.http.Answer;
import dev.fairlead.forge.http.Call;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** JSON in and out of a forge's API, and lists page by page as its {@code Link} headers say (RFC 8288). */
public final class RestApi {
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>;\\s*rel=\"next\"");

    /** Escapes what is not ASCII: Gitea 1.25 takes a character apart whose bytes come in two reads. */
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final URI base;
    private final String forge;
    private final RestConnection connection;
    private final Supplier<Map<String, String>> headers;

    /**
     * @param base the API's address, without a slash at its end
     * @param forge as messages name it
     * @param headers of every request, credentials included, asked for anew each time
     */
    public RestApi(URI base, String forge, RestConnection connection, Supplier<Map<String, String>> headers) {
        this.base = base;
        this.forge = forge;
        this.connection = connection;
        this.headers = headers;
    }

    /** An empty JSON object. */
    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** A path or query part with everything escaped. */
    public static String escaped(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A branch or file in a path: escaped between its slashes. */
    public static String escapedPath(String path) {
        return List.of(path.split("/", -1)).stream().map(RestApi::escaped).collect(Collectors.joining("/"));
    }

    /**
     * Reads what is at a path.
     *
     * @param path below the API's address, with its query
     */
    public JsonNode get(String path) {
        return send("GET", path, null);
    }

    /** The answer's JSON; an empty object where the answer is empty. */
    public JsonNode send(String method, String path, @Nullable JsonNode body) {
        return send(method, URI.create(base + path), body);
    }

    /** The same at another address of the same server. */
    public JsonNode send(String method, URI address, @Nullable JsonNode body) {
        return parse(answer(method, address, body), address);
    }

    /** A header of the answer to what is read at a path; empty where it has none. */
    public String header(String path, String name) {
        return answer("GET", URI.create(base + path), null).header(name);
    }

    /** Reads pages until one says that it is enough, or there are no more. */
    public void pages(String path, Predicate<JsonNode> more) {
        URI next = URI.create(base + path);
        while (next != null) {
            Answer answer = answer("GET", next, null);
            JsonNode page = parse(answer, next);
            if (!page.isArray()) {
                throw NoAnswer.malformed(next.getHost() + next.getPath(), forge, null);
            }
            next = more.test(page) ? nextPage(next, answer) : null;
        }
    }

    /** The items of all pages. */
    public List<JsonNode> all(String path) {
        List<JsonNode> items = new ArrayList<>();
        pages(path, page -> {
            page.forEach(items::add);
            return true;
        });
        return items;
    }

    /** The items of a list, where its first page holds them all. */
    public Optional<List<JsonNode>> onlyPage(String path) {
        URI address = URI.create(base + path);
        Answer answer = answer("GET", address, null);
        List<JsonNode> items = new ArrayList<>();
        parse(answer, address).forEach(items::add);
        return nextPage(address, answer) == null ? Optional.of(items) : Optional.empty();
    }

    /**
     * By the {@code Link} header, and only on the server that was asked, which has the token already. A server behind
     * another name tells its own there: then the query is taken to the address that was asked.
     */
    private @Nullable URI nextPage(URI current, Answer answer) {
        Matcher link = NEXT.matcher(answer.header("link"));
        if (!link.find()) {
            return null;
        }
        URI next = current.resolve(link.group(1));
        if (next.getAuthority().equalsIgnoreCase(current.getAuthority())) {
            return next;
        }
        String below = current.getRawPath().substring(base.getRawPath().length());
        if (!next.getRawPath().endsWith(below) || next.getRawQuery() == null) {
            throw NoAnswer.malformed(current.getHost() + current.getPath(), forge, null);
        }
        return URI.create(base + below + "?" + next.getRawQuery());
    }

    private Answer answer(String method, URI address, @Nullable JsonNode body) {
        Map<String, String> all = new LinkedHashMap<>(headers.get());
        all.put("Accept-Encoding", "gzip");
        all.put("User-Agent", "fairlead");
        if (body != null) {
            all.putIfAbsent("Content-Type", "application/json");
        }
        return connection.send(
                new Call(method, address, all, Optional.ofNullable(body).map(RestApi::bytes)));
    }

    private static byte[] bytes(JsonNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON can be written", e);
        }
    }

    private JsonNode parse(Answer answer, URI address) {
        if (answer.empty()) {
            return object();
        }
        try {
            return JSON.readTree(answer.text());
        } catch (JsonProcessingException e) {
            // Its message would quote the answer, which may be anything.
            throw NoAnswer.malformed(address.getHost() + address.getPath(), forge, null);
        }
    }
}
