package dev.fairlead.demo.registry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A request that the registry refuses, in the shape that the distribution specification gives refusals. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Object detail;
    private final transient Map<String, String> headers;

    private Refusal(int status, String code, String message, Object detail, Map<String, String> headers) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.detail = detail;
        this.headers = headers;
    }

    static Refusal of(int status, String code, String message) {
        return new Refusal(status, code, message, Map.of(), Map.of());
    }

    static Refusal of(int status, String code, String message, Object detail) {
        return new Refusal(status, code, message, detail, Map.of());
    }

    Refusal with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Refusal(status, code, String.valueOf(getMessage()), detail, more);
    }

    static Refusal badRequest(String message) {
        return of(400, "UNSUPPORTED", message);
    }

    static Refusal noRepository(String name) {
        return of(404, "NAME_UNKNOWN", "repository name not known to registry", Map.of("name", name));
    }

    static Refusal noManifest(String reference) {
        return of(404, "MANIFEST_UNKNOWN", "manifest unknown", Map.of("reference", reference));
    }

    static Refusal noTag(String tag) {
        return of(404, "TAG_UNKNOWN", "the specified tag does not exist", Map.of("name", tag));
    }

    static Refusal notFound() {
        return of(404, "NOT_FOUND", "page not found");
    }

    static Refusal method(String allowed) {
        return of(405, "UNSUPPORTED", "the operation is unsupported").with("Allow", allowed);
    }

    Reply reply() {
        Reply reply = Reply.json(status, Map.of("errors", List.of(body())));
        headers.forEach(reply::header);
        return reply;
    }

    private Map<String, Object> body() {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", code);
        error.put("message", String.valueOf(getMessage()));
        if (!(detail instanceof Map<?, ?> map && map.isEmpty())) {
            error.put("detail", detail);
        }
        return error;
    }
}
