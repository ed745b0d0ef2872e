package dev.fairlead.registry.auth;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.Problem;
import dev.fairlead.registry.RegistryException;
import dev.fairlead.registry.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code docker login}, {@code podman login} or {@code az acr login} left in a {@code config.json}: {@code auths},
 * {@code credHelpers} and {@code credsStore}. A host's own helper comes first, then the store for all, then the file.
 */
public final class DockerConfig {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HUB = "docker.io";
    private static final String HUB_KEY = "https://index.docker.io/v1/";

    private final String file;
    private final JsonNode root;
    private final BiFunction<String, String, CredentialHelper> helpers;

    private DockerConfig(String file, JsonNode root, BiFunction<String, String, CredentialHelper> helpers) {
        this.file = file;
        this.root = root;
        this.helpers = helpers;
    }

    /** The configuration in this file; empty where there is no such file. */
    public static Optional<DockerConfig> read(Path file) {
        return read(file, CredentialHelper::named);
    }

    /**
     * The configuration in this file.
     *
     * @param helpers finds the helper of a name in a file
     */
    static Optional<DockerConfig> read(Path file, BiFunction<String, String, CredentialHelper> helpers) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode root = JSON.readTree(Files.readAllBytes(file));
            if (root.isObject()) {
                return Optional.of(new DockerConfig(file.toString(), root, helpers));
            }
        } catch (JacksonException e) {
            // told below, without Jackson's message: it may quote a password
        } catch (IOException e) {
            throw refused(file.toString(), "it cannot be read", "check its rights", e);
        }
        throw refused(file.toString(), "it is not a JSON object", "mend it, or log in anew", null);
    }

    /** What the configuration holds for this registry's host. */
    public Optional<Credential> credential(String host) {
        Optional<String> own =
                Optional.of(root.path("credHelpers").path(host).asText()).filter(name -> !name.isEmpty());
        Optional<String> common = Optional.of(root.path("credsStore").asText()).filter(name -> !name.isEmpty());
        return own.or(() -> common)
                .flatMap(name -> helpers.apply(name, file).get(host.equals(HUB) ? HUB_KEY : host))
                .or(() -> inFile(host));
    }

    private Optional<Credential> inFile(String host) {
        JsonNode auths = root.path("auths");
        return keys(host)
                .map(auths::path)
                .filter(JsonNode::isObject)
                .findFirst()
                .flatMap(this::entry);
    }

    /** The spellings under which logins have filed a host. */
    private static Stream<String> keys(String host) {
        List<String> hosts = host.equals(HUB) ? List.of(HUB, "index.docker.io", "registry-1.docker.io") : List.of(host);
        return hosts.stream()
                .flatMap(name -> Stream.of("", "https://", "http://")
                        .flatMap(scheme -> Stream.of("", "/", "/v1/", "/v2/").map(path -> scheme + name + path)));
    }

    private Optional<Credential> entry(JsonNode entry) {
        String identity = entry.path("identitytoken").asText();
        if (!identity.isEmpty()) {
            return Optional.of(new Credential.IdentityToken(new Secret(identity)));
        }
        String access = entry.path("registrytoken").asText();
        if (!access.isEmpty()) {
            return Optional.of(new Credential.AccessToken(new Secret(access)));
        }
        String auth = entry.path("auth").asText();
        if (!auth.isEmpty()) {
            return Optional.of(pair(auth));
        }
        String username = entry.path("username").asText();
        return username.isEmpty()
                ? Optional.empty()
                : Optional.of(new Credential.Basic(
                        username, new Secret(entry.path("password").asText())));
    }

    /** {@code auth} is base64 of {@code name:password}, where the password may hold colons. */
    private Credential pair(String auth) {
        try {
            String pair = new String(Base64.getDecoder().decode(auth.strip()), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon > 0) {
                // Docker pads what it writes with NUL bytes
                String password = pair.substring(colon + 1).replaceAll("\0+$", "");
                return new Credential.Basic(pair.substring(0, colon), new Secret(password));
            }
        } catch (IllegalArgumentException e) {
            // told below, without the text
        }
        throw refused(file, "an 'auth' in it is not base64 of name:password", "log in anew", null);
    }

    private static RegistryException refused(String file, String cause, String remedy, @Nullable Exception e) {
        return new RegistryException(RegistryException.Kind.CREDENTIALS, new Problem(file, cause, remedy), e);
    }
}
