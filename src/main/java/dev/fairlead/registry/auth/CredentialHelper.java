package dev.fairlead.registry.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.Problem;
import dev.fairlead.registry.RegistryException;
import dev.fairlead.registry.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

    /** The helper at this path. */
    static CredentialHelper at(Path program) {
        return new CredentialHelper(program.toString());
    }

    /** What the helper keeps for this server; empty where it says that it keeps nothing. */
    Optional<Credential> get(String server) {
        Process process = start();
        try {
            CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> output(process), this::daemon);
            tell(process, server);
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                throw failed("it gave no answer within " + SECONDS + " s", null);
            }
            // a child that it left behind may hold the output open
            String told = output.get(SECONDS, TimeUnit.SECONDS);
            if (process.exitValue() == 0) {
                return Optional.of(read(told));
            }
            if (told.toLowerCase(Locale.ROOT).contains(NOT_FOUND)) {
                return Optional.empty();
            }
            throw failed("it ended with " + process.exitValue() + " when asked for " + server, null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("waiting for it was interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw failed("its answer cannot be read", e);
        } finally {
            process.destroyForcibly();
        }
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

    private static void tell(Process process, String server) {
        try (var input = process.getOutputStream()) {
            input.write(server.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // it ended without reading: its exit code tells
        }
    }

    private static String output(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void daemon(Runnable work) {
        Thread thread = new Thread(work, program);
        thread.setDaemon(true);
        thread.start();
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
