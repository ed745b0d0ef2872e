package dev.fairlead.registry.http;

import java.util.Map;

/**
 * One question about a repository.
 *
 * @param repository its path, empty for a question about the registry itself
 * @param need which permission the answer needs
 * @param method {@code GET} or {@code HEAD}
 * @param path path and query at the registry, encoded
 * @param headers by name
 * @param maxBytes how long the answer may be
 */
public record Question(
        String repository, Need need, String method, String path, Map<String, String> headers, int maxBytes) {

    public Question {
        headers = Map.copyOf(headers);
    }

    /** A {@code GET} that accepts one kind of answer. */
    public static Question get(String repository, Need need, String path, String accept, int maxBytes) {
        return new Question(repository, need, "GET", path, Map.of("Accept", accept), maxBytes);
    }

    /** The same question without its answer's body. */
    public Question head() {
        return new Question(repository, need, "HEAD", path, headers, maxBytes);
    }
}
