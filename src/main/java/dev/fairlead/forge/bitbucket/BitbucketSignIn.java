package dev.fairlead.forge.bitbucket;

import dev.fairlead.Problem;
import dev.fairlead.forge.ForgeCredentials;
import dev.fairlead.forge.ForgeCredentials.AccessToken;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.ForgeSettings;
import dev.fairlead.forge.RepositoryUrl;
import dev.fairlead.forge.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The headers that say who we are: access tokens are bearers; a token that belongs to a name is given as
 * {@code NAME:TOKEN} and sent as a password is ("Authentication methods", "HTTP access tokens").
 */
public final class BitbucketSignIn {
    private BitbucketSignIn() {}

    /** Of every request. */
    public static Map<String, String> headers(RepositoryUrl url, ForgeSettings settings) {
        return settings.credentials()
                .or(() -> of(settings.environment()))
                .map(known -> Map.of("Accept", "application/json", "Authorization", authorization(url, known)))
                .orElseGet(() -> Map.of("Accept", "application/json"));
    }

    private static Optional<ForgeCredentials> of(Map<String, String> environment) {
        return Stream.of("FAIRLEAD_BITBUCKET_TOKEN", "FAIRLEAD_FORGE_TOKEN", "FAIRLEAD_GIT_TOKEN")
                .map(name -> environment.getOrDefault(name, "").strip())
                .filter(value -> !value.isEmpty())
                .findFirst()
                .map(token -> new AccessToken(Secret.of(token)));
    }

    private static String authorization(RepositoryUrl url, ForgeCredentials credentials) {
        if (credentials instanceof AccessToken access) {
            String token = access.token().reveal().strip();
            return token.contains(":")
                    ? "Basic " + Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8))
                    : "Bearer " + token;
        }
        throw new ForgeException(
                ForgeException.Kind.CONFIGURATION,
                new Problem(url.toString(), "Bitbucket knows no GitHub Apps", "give an access token"));
    }
}
