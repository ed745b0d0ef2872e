package dev.fairlead.forge.http;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

/** A response, read to its end. */
public final class Answer {
    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;

    Answer(int status, HttpHeaders headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    public int status() {
        return status;
    }

    public HttpHeaders headers() {
        return headers;
    }

    public boolean empty() {
        return body.length == 0;
    }

    public byte[] body() {
        return body.clone();
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The first value of a header, or nothing. */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }
}
