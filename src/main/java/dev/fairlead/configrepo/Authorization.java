package dev.fairlead.configrepo;

import dev.fairlead.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The {@code Authorization} header for one remote, and the secrets that went into it, to be kept out of messages. */
final class Authorization {
    private final RepoLocation location;
    private final GitCredentials credentials;
    private final Set<String> secrets = ConcurrentHashMap.newKeySet();
    private final CredentialHelper helper;

    Authorization(RepoLocation location, GitCredentials credentials) {
        this.location = location;
        this.credentials = credentials;
        this.helper = new CredentialHelper(location);
    }

    /** The header's value; empty when nothing is to be sent. */
    Optional<String> header() {
        Optional<String> header = made();
        if (header.isPresent() && location.isPlainText()) {
            throw Failures.invalid(
                    location.toString(), "a secret would cross the network unencrypted", "use an https:// address");
        }
        return header;
    }

    private Optional<String> made() {
        if (credentials instanceof GitCredentials.Basic basic) {
            return Optional.of(basic(basic.user().orElseGet(this::userOfTokens), secret(basic.secret())));
        }
        if (credentials instanceof GitCredentials.Bearer bearer) {
            return Optional.of("Bearer " + secret(bearer.token()));
        }
        if (credentials instanceof GitCredentials.HelpersOr either) {
            // Without git on the PATH there are no helpers, and the identity does.
            Optional<String> helped = LocalGit.find().isEmpty() ? Optional.empty() : helped();
            return helped.or(() -> either.token().get().map(token -> "Bearer " + secret(() -> token)));
        }
        return credentials instanceof GitCredentials.Helpers ? helped() : Optional.empty();
    }

    private Optional<String> helped() {
        return helper.fill().map(found -> basic(found.user(), secret(found::secret)));
    }

    /** The remote did not take them. */
    void refused() {
        if (credentials instanceof GitCredentials.Helpers || credentials instanceof GitCredentials.HelpersOr) {
            helper.reject();
        }
    }

    String clean(String text) {
        return Secrets.stripped(text, secrets);
    }

    private String basic(String user, String secret) {
        String encoded = Base64.getEncoder().encodeToString((user + ":" + secret).getBytes(StandardCharsets.UTF_8));
        secrets.add(encoded);
        return "Basic " + encoded;
    }

    private String secret(Supplier<String> supplier) {
        String secret = supplier.get().strip();
        if (secret.isEmpty()) {
            throw new GitException(
                    GitException.Kind.UNAUTHORIZED,
                    new Problem(location.toString(), "the token or password is empty", "set it"));
        }
        secrets.add(secret);
        return secret;
    }

    private String userOfTokens() {
        String host = location.host();
        if (host.contains("github") || host.endsWith(".ghe.com")) {
            return "x-access-token";
        }
        if (host.contains("gitlab")) {
            return "oauth2";
        }
        return host.contains("bitbucket") ? "x-token-auth" : "pat";
    }
}
