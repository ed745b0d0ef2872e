package dev.fairlead.forge.azure;

import dev.fairlead.Problem;
import dev.fairlead.forge.ForgeCredentials;
import dev.fairlead.forge.ForgeCredentials.AccessToken;
import dev.fairlead.forge.ForgeCredentials.BearerToken;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.ForgeSettings;
import dev.fairlead.forge.RepositoryUrl;
import dev.fairlead.forge.Secret;
import dev.fairlead.forge.http.HttpTransport;
import dev.fairlead.identity.AzureDevOpsSignIn;
import dev.fairlead.identity.IdentityException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Who we are to Azure DevOps: a personal access token goes by Basic authentication without a user name, a JSON Web Token
 * (Entra's, or that of a pipeline's job) as a bearer token.
 */
final class AzureCredentials {
    private static final List<String> OURS =
            List.of("FAIRLEAD_AZURE_TOKEN", "FAIRLEAD_FORGE_TOKEN", "FAIRLEAD_GIT_TOKEN", "FAIRLEAD_GIT_BEARER");

    private AzureCredentials() {}

    /** The header's value, asked for at each request: a token that is given, else one of an Entra identity. */
    static Supplier<Optional<String>> authorization(RepositoryUrl url, AzureAddress address, ForgeSettings settings) {
        if (settings.credentials().orElse(null) instanceof BearerToken renewed) {
            return () ->
                    Optional.of("Bearer " + told(() -> renewed.token().get().reveal()));
        }
        Optional<String> given =
                settings.credentials().or(() -> of(settings.environment(), url)).map(known -> header(url, known));
        if (given.isPresent()) {
            return () -> given;
        }
        Optional<AzureDevOpsSignIn> identity = told(() -> AzureDevOpsSignIn.of(
                settings.environment(), url.host(), () -> HttpTransport.clientBuilder(settings.connection())));
        return identity.isEmpty() || isPlainText(address)
                ? Optional::empty
                : () -> told(identity.get()::token).map(token -> "Bearer " + token);
    }

    /** An Entra token opens more than this: it crosses no network unencrypted. */
    private static boolean isPlainText(AzureAddress address) {
        URI api = URI.create(address.collection());
        return !"https".equals(api.getScheme())
                && !Set.of("127.0.0.1", "localhost").contains(api.getHost());
    }

    private static <T> T told(Supplier<T> asking) {
        try {
            return asking.get();
        } catch (IdentityException e) {
            ForgeException.Kind kind = e.kind() == IdentityException.Kind.NETWORK
                    ? ForgeException.Kind.NETWORK
                    : ForgeException.Kind.UNAUTHORIZED;
            throw new ForgeException(kind, e.problem(), e);
        }
    }

    /** What the environment says of the server of this URL. */
    static Optional<ForgeCredentials> of(Map<String, String> environment, RepositoryUrl url) {
        Stream<String> tools = AzureAddress.isCloud(url.host()) ? Stream.of("AZURE_DEVOPS_EXT_PAT") : Stream.of();
        Stream<String> job = isOwnPipeline(environment, url) ? Stream.of("SYSTEM_ACCESSTOKEN") : Stream.of();
        return Stream.of(OURS.stream(), tools, job)
                .flatMap(names -> names)
                .map(name -> environment.getOrDefault(name, "").strip())
                .filter(value -> !value.isEmpty())
                .findFirst()
                .map(token -> new AccessToken(Secret.of(token)));
    }

    /** Whether this is a job of Azure Pipelines on the same server ("Use predefined variables"). */
    static boolean isOwnPipeline(Map<String, String> environment, RepositoryUrl url) {
        String host = environment
                .getOrDefault("SYSTEM_COLLECTIONURI", "")
                .replaceFirst("^https?://", "")
                .replaceFirst("[:/].*", "");
        boolean cloud = AzureAddress.isCloud(host) && AzureAddress.isCloud(url.host());
        return environment.containsKey("TF_BUILD") && (cloud || host.equalsIgnoreCase(url.host()));
    }

    /** The header's value. */
    static String header(RepositoryUrl url, ForgeCredentials credentials) {
        if (!(credentials instanceof AccessToken access)) {
            throw new ForgeException(
                    ForgeException.Kind.CONFIGURATION,
                    new Problem(url.toString(), "Azure Repos knows no GitHub Apps", "give an access token"));
        }
        String token = access.token().reveal().strip();
        return isWebToken(token)
                ? "Bearer " + token
                : "Basic " + Base64.getEncoder().encodeToString((":" + token).getBytes(StandardCharsets.UTF_8));
    }

    /** Three parts of Base64, of which the first is a JSON object (RFC 7519). */
    private static boolean isWebToken(String token) {
        return token.matches("eyJ[\\w-]*\\.[\\w-]+\\.[\\w-]*");
    }
}
