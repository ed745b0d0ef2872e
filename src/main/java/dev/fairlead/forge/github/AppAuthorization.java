package dev.fairlead.forge.github;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHAppInstallation;
import org.kohsuke.github.GHAppInstallationToken;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.authorization.AuthorizationProvider;

/**
 * Signs in as a GitHub App's installation, with a token for the one repository that is renewed before its hour is over.
 */
final class AppAuthorization implements AuthorizationProvider {
    private static final Duration EARLY = Duration.ofMinutes(5);

    private final GitHub asApp;
    private final String owner;
    private final String repository;
    private final OptionalLong installation;
    private final Clock clock;

    @Nullable
    private String authorization;

    private Instant renewAt = Instant.MIN;

    /** @param asApp signed in with the App's own token */
    AppAuthorization(GitHub asApp, String owner, String repository, OptionalLong installation, Clock clock) {
        this.asApp = asApp;
        this.owner = owner;
        this.repository = repository;
        this.installation = installation;
        this.clock = clock;
    }

    @Override
    public synchronized String getEncodedAuthorization() throws IOException {
        if (authorization == null || !clock.instant().isBefore(renewAt)) {
            GHAppInstallationToken token =
                    installed().createToken().repositories(List.of(repository)).create();
            renewAt = token.getExpiresAt().toInstant().minus(EARLY);
            authorization = "Bearer " + token.getToken();
        }
        return authorization;
    }

    private GHAppInstallation installed() throws IOException {
        return installation.isPresent()
                ? asApp.getApp().getInstallationById(installation.getAsLong())
                : asApp.getApp().getInstallationByRepository(owner, repository);
    }
}
