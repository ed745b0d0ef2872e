package dev.fairlead.registry.oci;

import dev.fairlead.Problem;
import dev.fairlead.image.Digest;
import dev.fairlead.registry.RegistryException;
import dev.fairlead.registry.RegistryException.Kind;
import dev.fairlead.registry.http.Need;
import dev.fairlead.registry.http.Question;
import dev.fairlead.registry.http.RegistryHttp;
import dev.fairlead.registry.wire.Answer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import land.oras.utils.Const;

/** Fetches manifests and blobs, and holds each against the digest that it must have. */
final class Manifests {
    /** The most that the specification asks a registry to take. */
    private static final int MAX_MANIFEST_BYTES = 4 << 20;

    private static final int MAX_CONFIG_BYTES = 8 << 20;

    private static final String ACCEPT = String.join(
            ", ",
            Const.DEFAULT_INDEX_MEDIA_TYPE,
            Const.DOCKER_INDEX_MEDIA_TYPE,
            Const.DEFAULT_MANIFEST_MEDIA_TYPE,
            Const.DOCKER_MANIFEST_MEDIA_TYPE);

    private static final Map<String, String> JAVA_NAMES =
            Map.of("sha256", "SHA-256", "sha384", "SHA-384", "sha512", "SHA-512");

    private final RegistryHttp http;

    Manifests(RegistryHttp http) {
        this.http = http;
    }

    /**
     * A manifest as the registry sent it.
     *
     * @param digest of its bytes
     * @param mediaType as the registry names it, without parameters; empty where it does not
     */
    record Raw(Digest digest, String mediaType, String json) {}

    /** The digest of a tag, by a request without a body where the registry tells it there. */
    Digest digest(String repository, String reference) {
        Question question = question(repository, reference);
        try {
            Optional<Digest> told = told(http.ask(question.head()));
            if (told.isPresent()) {
                return told.get();
            }
        } catch (RegistryException e) {
            // An answer to HEAD has no body that says what is missing; 405 is a registry that knows no HEAD.
            if (e.kind() != Kind.NOT_FOUND && e.status().orElse(0) != 405) {
                throw e;
            }
        }
        return fetch(repository, reference).digest();
    }

    Raw fetch(String repository, String reference) {
        Answer answer = http.ask(question(repository, reference));
        Optional<Digest> wanted = Digest.tryParse(reference).or(() -> told(answer));
        Digest digest = wanted.orElseGet(() -> new Digest("sha256", hex("SHA-256", answer.body())));
        verify(digest, answer.body(), repository);
        String mediaType = answer.header("Content-Type").orElse("");
        int semicolon = mediaType.indexOf(';');
        return new Raw(digest, (semicolon < 0 ? mediaType : mediaType.substring(0, semicolon)).strip(), answer.text());
    }

    byte[] blob(String repository, Digest digest) {
        return blob(repository, digest, MAX_CONFIG_BYTES);
    }

    byte[] blob(String repository, Digest digest, int maxBytes) {
        String path = "/v2/" + repository + "/blobs/" + digest;
        Answer answer = http.ask(Question.get(repository, Need.PULL, path, "*/*", maxBytes));
        verify(digest, answer.body(), repository);
        return answer.body();
    }

    private static Question question(String repository, String reference) {
        String path = "/v2/" + repository + "/manifests/" + reference;
        return Question.get(repository, Need.PULL, path, ACCEPT, MAX_MANIFEST_BYTES);
    }

    private static Optional<Digest> told(Answer answer) {
        return answer.header("Docker-Content-Digest").flatMap(Digest::tryParse);
    }

    private void verify(Digest digest, byte[] content, String repository) {
        String name = JAVA_NAMES.get(digest.algorithm());
        if (name == null || !hex(name, content).equals(digest.hex())) {
            throw new RegistryException(
                    Kind.MALFORMED,
                    new Problem(
                            http.place(repository),
                            name == null
                                    ? "the digest's algorithm " + digest.algorithm() + " is not known here"
                                    : "the registry's answer does not have the digest " + digest,
                            "try again; if it stays so, the image or what stands before the registry is broken"));
        }
    }

    private static String hex(String algorithm, byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has " + algorithm, e);
        }
    }
}
