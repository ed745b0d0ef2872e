package dev.fairlead.identity;

import dev.fairlead.Problem;
import dev.fairlead.identity.IdentityException.Kind;
import java.net.http.HttpClient;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Signs in at Azure DevOps Services by an Entra identity, for its API and for Git alike. */
public final class AzureDevOpsSignIn {
    /** Azure DevOps' own application in every Entra tenant. */
    public static final String AUDIENCE = "499b84ac-1321-427f-aa17-267ca6975798";

    private static final String VARIABLE = "FAIRLEAD_AZURE_SIGN_IN";
    private static final String AUTOMATIC = "auto";
    private static final Set<String> NOBODY = Set.of("anonymous", "none");

    private final boolean named;
    private final Supplier<AzureIdentity> identities;

    private @Nullable AzureIdentity identity;
    private boolean missing;

    private AzureDevOpsSignIn(boolean named, Supplier<AzureIdentity> identities) {
        this.named = named;
        this.identities = identities;
    }

    /** Whether a host is one of Azure DevOps Services', the only ones that a token is sent to. */
    public static boolean serves(String host) {
        return host.equals("dev.azure.com") || host.endsWith(".dev.azure.com") || host.endsWith(".visualstudio.com");
    }

    /**
     * What {@code FAIRLEAD_AZURE_SIGN_IN} says; where it says nothing, whichever identity is there.
     *
     * @param clients how Entra is reached
     * @return empty where nobody shall sign in at this host
     * @throws IdentityException if the variable holds no way to sign in
     */
    public static Optional<AzureDevOpsSignIn> of(
            Map<String, String> environment, String host, Supplier<HttpClient.Builder> clients) {
        String word = environment.getOrDefault(VARIABLE, AUTOMATIC).strip().toLowerCase(Locale.ROOT);
        if (!serves(host) || NOBODY.contains(word)) {
            return Optional.empty();
        }
        Optional<IdentitySource> named = IdentitySource.named(word);
        if (named.isEmpty() && !word.isEmpty() && !word.equals(AUTOMATIC)) {
            throw unknown(word);
        }
        return Optional.of(new AzureDevOpsSignIn(
                named.isPresent(),
                () -> new AzureIdentities(clients, environment)
                        .identity(
                                named.orElse(IdentitySource.CHAIN),
                                Optional.empty(),
                                Optional.empty(),
                                EntraAuthority.of(environment))));
    }

    /**
     * An application with a secret of its own.
     *
     * @param environment names another Entra endpoint than the public cloud's, where there is one
     */
    public static AzureDevOpsSignIn application(
            String clientId,
            String tenantId,
            String secret,
            Map<String, String> environment,
            Supplier<HttpClient.Builder> clients) {
        return new AzureDevOpsSignIn(
                true,
                () -> new AzureIdentities(clients, environment)
                        .application(clientId, tenantId, secret, EntraAuthority.of(environment)));
    }

    /**
     * The identity of the Azure machine, pod or app that this runs on.
     *
     * @param clientId of a user-assigned one
     */
    public static AzureDevOpsSignIn managed(Optional<String> clientId, Supplier<HttpClient.Builder> clients) {
        return new AzureDevOpsSignIn(
                true,
                () -> new AzureIdentities(clients, Map.of())
                        .identity(
                                IdentitySource.MANAGED_IDENTITY,
                                clientId,
                                Optional.empty(),
                                EntraAuthority.of(Map.of())));
    }

    private static IdentityException unknown(String word) {
        String words = Stream.concat(
                        Stream.of(AUTOMATIC, "anonymous"),
                        Arrays.stream(IdentitySource.values()).map(IdentitySource::word))
                .sorted()
                .collect(Collectors.joining(", "));
        return new IdentityException(
                Kind.REFUSED,
                new Problem(VARIABLE, "'" + word + "' is no way to sign in", "use one of " + words),
                null);
    }

    /** Whether somebody named the identity, rather than leaving it to what is there. */
    public boolean named() {
        return named;
    }

    /**
     * A token that is good now; asked for at each use, since the next one is fetched before one ends.
     *
     * @return empty where no identity was named, and none is here
     * @throws IdentityException if the named one is not here, or Entra refuses it or does not answer
     */
    public synchronized Optional<String> token() {
        if (missing) {
            return Optional.empty();
        }
        AzureIdentity known = identity;
        if (known == null) {
            known = identities.get();
            identity = known;
        }
        if (named) {
            return Optional.of(known.token(AUDIENCE));
        }
        Optional<String> token = known.tokenIfAny(AUDIENCE);
        missing = token.isEmpty();
        return token;
    }
}
