package dev.fairlead.demo.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the registry answers. */
final class Reply {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final int status;
    private final byte[] body;
    private final Map<String, String> headers = new LinkedHashMap<>();

    private Reply(int status, byte[] body) {
        this.status = status;
        this.body = body;
    }

    static Reply empty(int status) {
        return new Reply(status, new byte[0]);
    }

    static Reply bytes(int status, String type, byte[] body) {
        return new Reply(status, body).header("Content-Type", type);
    }

    static Reply json(int status, Object value) {
        return json(status, "application/json; charset=utf-8", value);
    }

    static Reply json(int status, String type, Object value) {
        try {
            return bytes(status, type, JSON.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps and lists are always JSON", e);
        }
    }

    Reply header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    int status() {
        return status;
    }

    byte[] body() {
        return body;
    }

    Map<String, String> headers() {
        return headers;
    }
}
