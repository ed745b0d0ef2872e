package dev.fairlead.signature;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.image.Digest;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * An in-toto statement (versions 0.1 and 1).
 *
 * @param subjects digests of what it is about, as {@code algorithm:hex}
 * @param predicate what it says of them
 */
record Statement(Set<String> subjects, String predicateType, JsonNode predicate) {
    private static final Set<String> TYPES =
            Set.of("https://in-toto.io/Statement/v0.1", "https://in-toto.io/Statement/v1");

    static Statement parse(byte[] payload) throws Unproven {
        JsonNode json = Json.object(payload, "the statement");
        String type = Json.text(json.path("_type"), "the statement's type");
        if (!TYPES.contains(type)) {
            throw new Unproven("a statement of the type '" + Words.shown(type) + "' is not known here");
        }
        Set<String> subjects = new LinkedHashSet<>();
        json.path("subject")
                .forEach(subject -> subject.path("digest")
                        .properties()
                        .forEach(digest -> subjects.add(
                                digest.getKey() + ":" + digest.getValue().asText())));
        return new Statement(
                subjects, Json.text(json.path("predicateType"), "the predicate's type"), json.path("predicate"));
    }

    void requireAbout(Digest digest) throws Unproven {
        if (!subjects.contains(digest.toString())) {
            throw new Unproven("it is about another image"
                    + subjects.stream()
                            .findFirst()
                            .map(other -> " (" + Words.shown(other) + ")")
                            .orElse(""));
        }
    }
}
