package dev.fairlead.forge.http;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

/** A response, read to its end. */
public record Answer(int status, HttpHeaders headers, byte[] body) {
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The first value of a header, or nothing. */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }
}
