package dev.fairlead.forge.github;

import dev.fairlead.Problem;
import dev.fairlead.forge.ForgeCredentials;
import dev.fairlead.forge.ForgeCredentials.AccessToken;
import dev.fairlead.forge.ForgeCredentials.AppKey;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the environment says of who we are. A GitHub App first; then a token meant for Fairlead; then the variables of
 * GitHub's own command line, which are for github.com or for Enterprise Server and never sent to the other.
 */
final class GitHubCredentials {
    private static final List<String> OURS =
            List.of("FAIRLEAD_GITHUB_TOKEN", "FAIRLEAD_FORGE_TOKEN", "FAIRLEAD_GIT_TOKEN");
    private static final List<String> CLOUD = List.of("GH_TOKEN", "GITHUB_TOKEN");
    private static final List<String> ENTERPRISE = List.of("GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN");

    private GitHubCredentials() {}

    /** @param host of the repository */
    static Optional<ForgeCredentials> of(Map<String, String> environment, String host) {
        Optional<String> app = value(environment, "FAIRLEAD_GITHUB_APP_ID");
        if (app.isPresent()) {
            return Optional.of(new AppKey(app.get(), key(environment), installation(environment)));
        }
        boolean actions = value(environment, "GITHUB_SERVER_URL")
                .filter(url -> url.endsWith("//" + host))
                .isPresent();
        List<String> byHost = actions || GitHubProvider.isCloud(host) ? CLOUD : ENTERPRISE;
        return OURS.stream()
                .map(name -> value(environment, name))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> byHost.stream()
                        .map(name -> value(environment, name))
                        .flatMap(Optional::stream)
                        .findFirst())
                .map(token -> new AccessToken(Secret.of(token)));
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static Secret key(Map<String, String> environment) {
        Optional<String> text = value(environment, "FAIRLEAD_GITHUB_APP_KEY");
        if (text.isPresent()) {
            return Secret.of(text.get());
        }
        String file = value(environment, "FAIRLEAD_GITHUB_APP_KEY_FILE")
                .orElseThrow(() -> wrong(
                        "FAIRLEAD_GITHUB_APP_ID",
                        "the App's private key is missing",
                        "set FAIRLEAD_GITHUB_APP_KEY_FILE to the .pem file, or FAIRLEAD_GITHUB_APP_KEY to its text"));
        try {
            return Secret.of(Files.readString(Path.of(file)));
        } catch (IOException e) {
            throw wrong("FAIRLEAD_GITHUB_APP_KEY_FILE", file + " cannot be read", "check the path and its permissions");
        }
    }

    private static OptionalLong installation(Map<String, String> environment) {
        Optional<String> text = value(environment, "FAIRLEAD_GITHUB_APP_INSTALLATION");
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!text.get().matches("[0-9]{1,18}")) {
            throw wrong(
                    "FAIRLEAD_GITHUB_APP_INSTALLATION", "this is no number", "take it from the installation's address");
        }
        return OptionalLong.of(Long.parseLong(text.get()));
    }

    private static ForgeException wrong(String place, String cause, String remedy) {
        return new ForgeException(ForgeException.Kind.CONFIGURATION, new Problem(place, cause, remedy));
    }
}
