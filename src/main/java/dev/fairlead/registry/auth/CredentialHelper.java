package dev.fairlead.registry.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.Problem;
import dev.fairlead.registry.RegistryException;
import dev.fairlead.registry.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A program {@code docker-credential-NAME} that keeps passwords: it is given a host and answers in JSON (protocol of
 * docker-credential-helpers). Nothing that it prints is shown, since it prints passwords.
 */
final class CredentialHelper {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final String NOT_FOUND = "credentials not found";
    private static final String TOKEN_USER = "<token>";
    private static final long SECONDS = 30;

    private final String program;

    private CredentialHelper(String program) {
        this.program = program;
    }

    /** The helper of this name, as Docker's configuration has it. */
    static CredentialHelper named(String name, String file) {
        if (!NAME.matcher(name).matches()) {
            throw new RegistryException(
                    RegistryException.Kind.CREDENTIALS,
                    new Problem(file, "a credential helper's name is not one", "name it as in docker-credential-NAME"));
        }
        return new CredentialHelper("docker-credential-" + name);
    }

    /** What the helper keeps for this server; empty where it says that it keeps nothing. */
    Optional<Credential> get(String server) {
        Process process = start();
        CompletableFuture<byte[]> output = CompletableFuture.supplyAsync(() -> {
            try {
                return process.getInputStream().readAllBytes();
            } catch (IOException e) {
                return new byte[0];
            }
        });
        try (var input = process.getOutputStream()) {
            input.write(server.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // it ended without reading: its exit code tells
        }
        int exit = await(process);
        String told = new String(output.join(), StandardCharsets.UTF_8);
        if (exit != 0) {
            if (told.toLowerCase(java.util.Locale.ROOT).contains(NOT_FOUND)) {
                return Optional.empty();
            }
            throw failed("it ended with " + exit + " when asked for " + server, null);
        }
        return Optional.of(read(told));
    }

    private Process start() {
        try {
            return new ProcessBuilder(program, "get")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw failed("it cannot be started", e);
        }
    }

    private int await(Process process) {
        try {
            if (process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            throw failed("it gave no answer within " + SECONDS + " s", null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("waiting for it was interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private Credential read(String told) {
        try {
            JsonNode answer = JSON.readTree(told);
            String username = answer.path("Username").asText();
            Secret secret = new Secret(answer.path("Secret").asText());
            if (!secret.value().isEmpty()) {
                return username.equals(TOKEN_USER)
                        ? new Credential.IdentityToken(secret)
                        : new Credential.Basic(username, secret);
            }
        } catch (IOException e) {
            // Jackson's message may quote the answer, which holds the password: it is not passed on
        }
        throw failed("its answer makes no sense", null);
    }

    private RegistryException failed(String cause, @Nullable Exception e) {
        return new RegistryException(
                RegistryException.Kind.CREDENTIALS,
                new Problem(
                        "credential helper " + program,
                        cause,
                        "run 'echo HOST | " + program
                                + " get' to see what is wrong, or take it out of Docker's config.json"),
                e);
    }
}
