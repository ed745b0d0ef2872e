package dev.fairlead.identity;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.exception.ClientAuthenticationException;
import com.azure.identity.CredentialUnavailableException;
import dev.fairlead.Problem;
import dev.fairlead.identity.IdentityException.Kind;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** An identity of Microsoft Entra's, which gives tokens for services of Azure. */
public final class AzureIdentity {
    private static final int LONGEST = 300;

    /** Before its end, so that no request is sent with a token that ends on its way. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private final TokenCredential credential;
    private final String who;
    private final Map<String, AccessToken> kept = new HashMap<>();

    AzureIdentity(TokenCredential credential, String who) {
        this.credential = credential;
        this.who = who;
    }

    /** What kind of identity it is, for messages. */
    public String who() {
        return who;
    }

    /**
     * A token for an audience. It is kept, and the next one fetched five minutes before it ends, so ask for it at each
     * use. (Azure's own library keeps them for some kinds of identity and some Entra endpoints only.)
     *
     * @param audience the service that it is for
     * @throws IdentityException if there is no such identity here, or Entra refuses it or does not answer
     */
    public String token(String audience) {
        try {
            return fetch(audience);
        } catch (CredentialUnavailableException e) {
            throw new IdentityException(
                    Kind.MISSING,
                    new Problem(
                            who, "it is not available here: " + firstLine(e), "set it up, or choose another identity"),
                    e);
        }
    }

    /** The same; empty where there is no such identity here. */
    public Optional<String> tokenIfAny(String audience) {
        try {
            return Optional.of(fetch(audience));
        } catch (CredentialUnavailableException e) {
            return Optional.empty();
        }
    }

    private synchronized String fetch(String audience) {
        AccessToken known = kept.get(audience);
        if (known != null && OffsetDateTime.now(ZoneOffset.UTC).plus(MARGIN).isBefore(known.getExpiresAt())) {
            return known.getToken();
        }
        try {
            var token = credential.getTokenSync(new TokenRequestContext().addScopes(audience + "/.default"));
            if (token != null) {
                kept.put(audience, token);
                return token.getToken();
            }
        } catch (CredentialUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            throw failed(e);
        }
        throw new IdentityException(Kind.REFUSED, new Problem(who, "Entra gave no token", "try again later"), null);
    }

    /** Azure's library wraps Entra's refusals now in one exception, now in another: their codes tell. */
    private IdentityException failed(RuntimeException e) {
        return e instanceof ClientAuthenticationException || firstLine(e).startsWith("AADSTS")
                ? new IdentityException(
                        Kind.REFUSED,
                        new Problem(
                                who, "Entra refuses it: " + firstLine(e), "check its tenant, its name and its secret"),
                        e)
                : new IdentityException(
                        Kind.NETWORK,
                        new Problem(
                                who,
                                "asking Entra failed: " + firstLine(e),
                                "check the network and the proxy on the way to Entra"),
                        e);
    }

    private static String firstLine(Throwable e) {
        String told =
                String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
        String line = told.replaceFirst("^(?:[a-z][\\w.]*\\.[A-Z]\\w*(?:Exception|Error): )+", "");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    @Override
    public String toString() {
        return who;
    }
}
