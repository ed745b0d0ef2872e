package dev.fairlead.forge.gitea;

import dev.fairlead.forge.ForgeCredentials;
import dev.fairlead.forge.ForgeCredentials.AccessToken;
import dev.fairlead.forge.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the environment says of who we are to a Gitea: a token meant for Fairlead, or that of the runner's own job. */
final class GiteaCredentials {
    private GiteaCredentials() {}

    /** @param host of the repository */
    static Optional<ForgeCredentials> of(Map<String, String> environment, String host) {
        Stream<String> names = Stream.of("FAIRLEAD_GITEA_TOKEN", "FAIRLEAD_FORGE_TOKEN", "FAIRLEAD_GIT_TOKEN");
        Stream<String> runners = isOwnActions(environment, host) ? Stream.of("GITHUB_TOKEN") : Stream.of();
        return Stream.concat(names, runners)
                .map(name -> environment.getOrDefault(name, "").strip())
                .filter(value -> !value.isEmpty())
                .findFirst()
                .map(token -> new AccessToken(Secret.of(token)));
    }

    /** Gitea's and Forgejo's runners set the variables of GitHub's, and one of their own. */
    static boolean isOwnActions(Map<String, String> environment, String host) {
        boolean ours = environment.containsKey("GITEA_ACTIONS") || environment.containsKey("FORGEJO_ACTIONS");
        String server = environment.getOrDefault("GITHUB_SERVER_URL", "");
        return ours
                && server.replaceFirst("^https?://", "")
                        .replaceFirst("[:/].*", "")
                        .equalsIgnoreCase(host);
    }
}
