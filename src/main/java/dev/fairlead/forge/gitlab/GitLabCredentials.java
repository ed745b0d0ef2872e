package dev.fairlead.forge.gitlab;

import dev.fairlead.forge.ForgeCredentials;
import dev.fairlead.forge.ForgeCredentials.AccessToken;
import dev.fairlead.forge.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the environment says of who we are to a GitLab: a token meant for Fairlead, or for the GitLab that runs the job. */
final class GitLabCredentials {
    private GitLabCredentials() {}

    /**
     * The job's own {@code CI_JOB_TOKEN} is not taken: it may not open merge requests.
     *
     * @param host of the repository
     */
    static Optional<ForgeCredentials> of(Map<String, String> environment, String host) {
        Stream<String> names = Stream.of("FAIRLEAD_GITLAB_TOKEN", "FAIRLEAD_FORGE_TOKEN", "FAIRLEAD_GIT_TOKEN");
        boolean known = host.equals("gitlab.com") || isOwnServer(environment, host);
        return Stream.concat(names, known ? Stream.of("GITLAB_TOKEN") : Stream.of())
                .map(name -> environment.getOrDefault(name, "").strip())
                .filter(value -> !value.isEmpty())
                .findFirst()
                .map(token -> new AccessToken(Secret.of(token)));
    }

    /** Whether this is a job of the GitLab at that host ("Predefined CI/CD variables"). */
    static boolean isOwnServer(Map<String, String> environment, String host) {
        return environment.containsKey("GITLAB_CI")
                && environment.getOrDefault("CI_SERVER_HOST", "").equalsIgnoreCase(host);
    }
}
