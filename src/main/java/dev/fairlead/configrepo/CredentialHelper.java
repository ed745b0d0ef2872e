package dev.fairlead.configrepo;

import dev.fairlead.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks Git's credential helpers by {@code git credential}, whose input and output are lines of {@code key=value}. Nobody
 * is ever asked at a terminal or by a window.
 */
final class CredentialHelper {
    private final RepoLocation location;
    private final Map<String, String> environment;
    private @Nullable Found found;

    CredentialHelper(RepoLocation location) {
        this(location, Map.of());
    }

    /** With more variables in the environment of {@code git}. */
    CredentialHelper(RepoLocation location, Map<String, String> environment) {
        this.location = location;
        this.environment = environment;
    }

    /** What a helper knew. */
    record Found(String user, String secret) {
        @Override
        public String toString() {
            return user + ":***";
        }
    }

    /** Asked once, then remembered; empty when no helper knows any. */
    synchronized Optional<Found> fill() {
        Found known = found;
        if (known == null) {
            Map<String, String> answer = run("fill", "");
            if (!answer.containsKey("username") || !answer.containsKey("password")) {
                return Optional.empty();
            }
            known = new Found(answer.getOrDefault("username", ""), answer.getOrDefault("password", ""));
            found = known;
        }
        return Optional.of(known);
    }

    /** Tells the helpers that what they gave is not taken. */
    synchronized void reject() {
        Found known = found;
        if (known != null) {
            run("reject", "username=" + known.user() + "\npassword=" + known.secret() + "\n");
            found = null;
        }
    }

    private Map<String, String> run(String action, String more) {
        LocalGit git = LocalGit.find()
                .orElseThrow(() -> Failures.invalid(
                        location.toString(),
                        "credential helpers need git on the PATH",
                        "install git, or give a token"));
        String path = location.uri().getPath().replaceAll("^/", "");
        String asked = "protocol=" + location.uri().getScheme() + "\nhost=" + hostAndPort() + "\npath=" + path + "\n";
        try {
            return parse(ask(git, action, asked + more + "\n"));
        } catch (IOException e) {
            throw new GitException(
                    GitException.Kind.UNAUTHORIZED,
                    new Problem(location.toString(), "git credential " + action + " failed", "check credential.helper"),
                    e);
        }
    }

    private String hostAndPort() {
        int port = location.uri().getPort();
        return port < 0 ? location.host() : location.host() + ":" + port;
    }

    private String ask(LocalGit git, String action, String question) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(git.program().toString(), "credential", action));
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(Map.of("GIT_TERMINAL_PROMPT", "0", "GIT_ASKPASS", "", "SSH_ASKPASS", ""));
        builder.environment().putAll(environment);
        Process process = builder.start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(question.getBytes(StandardCharsets.UTF_8));
        }
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Map<String, String> parse(String answer) {
        Map<String, String> values = new HashMap<>();
        answer.lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals), line.substring(equals + 1));
            }
        });
        return values;
    }
}
