package dev.fairlead.registry.auth;

import dev.fairlead.Problem;
import dev.fairlead.registry.RegistryException;
import dev.fairlead.registry.RegistryException.Kind;
import dev.fairlead.registry.retry.Deadline;
import dev.fairlead.registry.retry.PatientWire;
import dev.fairlead.registry.retry.Time;
import dev.fairlead.registry.wire.Answer;
import dev.fairlead.registry.wire.Ask;
import dev.fairlead.registry.wire.Origin;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Answers one registry's challenges, and remembers the answers. A bearer token comes from the realm that the challenge
 * names: {@code GET} with a name and password or as nobody, {@code POST} with a refresh token (distribution's token
 * specification); an Entra token is first exchanged at ACR's {@code /oauth2/exchange}. Entra tokens and ACR's refresh
 * tokens are sent to the registry's own origin only.
 */
public final class Tokens {
    private static final int MAX_BYTES = 1 << 20;

    private final Origin origin;
    private final CredentialSource source;
    private final PatientWire wire;
    private final Set<String> plainHttpHosts;
    private final Time time;
    private final Map<String, Grant> granted = new ConcurrentHashMap<>();
    private volatile boolean basic;
    private @Nullable Grant refresh;

    public Tokens(Origin origin, CredentialSource source, PatientWire wire, Set<String> plainHttpHosts, Time time) {
        this.origin = origin;
        this.source = source;
        this.wire = wire;
        this.plainHttpHosts = plainHttpHosts;
        this.time = time;
    }

    /** Who the registry is told that we are. */
    public Credential credential() {
        return source.get();
    }

    /** What is known to be accepted for this purpose, from an earlier challenge. */
    public Optional<String> known(String purpose) {
        if (basic && source.get() instanceof Credential.Basic pair) {
            return Optional.of(pair.header());
        }
        return Optional.ofNullable(granted.get(purpose))
                .filter(grant -> grant.stands(time.now()))
                .map(grant -> "Bearer " + grant.token());
    }

    /**
     * Answers the challenge of a 401.
     *
     * @param purpose what the answer is remembered for
     * @param place what is asked about, for messages
     * @return the value of the {@code Authorization} header, or empty where we have nothing that the registry asks for
     */
    public synchronized Optional<String> answer(Answer refused, String purpose, String place, Deadline deadline) {
        var challenges = Challenge.parse(refused.headers("WWW-Authenticate"));
        for (Challenge challenge : challenges) {
            if (challenge.scheme().equals("bearer")
                    && challenge.parameter("realm").isPresent()) {
                return bearer(challenge, purpose, place, deadline);
            }
        }
        boolean asksBasic =
                challenges.stream().anyMatch(challenge -> challenge.scheme().equals("basic"));
        if (asksBasic && source.get() instanceof Credential.Basic pair) {
            basic = true;
            return Optional.of(pair.header());
        }
        return Optional.empty();
    }

    private Optional<String> bearer(Challenge challenge, String purpose, String place, Deadline deadline) {
        Credential credential = source.get();
        if (credential instanceof Credential.AccessToken given) {
            return Optional.of("Bearer " + given.token().value());
        }
        URI realm = realm(challenge, place);
        Grant grant = grant(credential, challenge, realm, place, deadline);
        granted.put(purpose, grant);
        return Optional.of("Bearer " + grant.token());
    }

    private Grant grant(Credential credential, Challenge challenge, URI realm, String place, Deadline deadline) {
        Ask ask;
        if (credential instanceof Credential.IdentityToken identity) {
            ask = redeem(challenge, realm, identity.token().value());
        } else if (credential instanceof Credential.Entra entra) {
            ownOrigin(realm, place);
            ask = redeem(
                    challenge, realm, refresh(challenge, entra, place, deadline).token());
        } else {
            String query = parameters(challenge);
            String separator = realm.getRawQuery() == null ? "?" : "&";
            ask = Ask.of("GET", URI.create(realm + separator + query), Map.of("Accept", "application/json"), MAX_BYTES);
            if (credential instanceof Credential.Basic pair) {
                ask = ask.authorized(Optional.of(pair.header()));
            }
        }
        Answer answer = wire.send(ask, place, deadline);
        return granted(answer, credential, challenge.parameter("scope"), "access_token", place);
    }

    private Ask redeem(Challenge challenge, URI realm, String refreshToken) {
        StringBuilder form = new StringBuilder("grant_type=refresh_token&client_id=fairlead");
        challenge.parameter("service").ifPresent(value -> append(form, "service", value));
        append(form, "scope", challenge.parameter("scope").orElse(""));
        append(form, "refresh_token", refreshToken);
        return Ask.form(realm, form.toString(), MAX_BYTES);
    }

    /** ACR's refresh token for an Entra identity; about three hours long. */
    private Grant refresh(Challenge challenge, Credential.Entra entra, String place, Deadline deadline) {
        Grant kept = refresh;
        if (kept != null && kept.stands(time.now())) {
            return kept;
        }
        if (origin.scheme().equals("http")) {
            throw new RegistryException(
                    Kind.SETTINGS,
                    new Problem(
                            place,
                            "an Azure identity's token is not sent over plain HTTP",
                            "take the host out of FAIRLEAD_PLAIN_HTTP, or sign in by another way"));
        }
        String service = challenge.parameter("service").orElse(origin.host());
        String form = "grant_type=access_token&service=" + encoded(service) + "&access_token="
                + encoded(entra.token().get().value());
        Answer answer = wire.send(Ask.form(origin.at("/oauth2/exchange"), form, MAX_BYTES), place, deadline);
        Grant fresh = granted(answer, entra, Optional.empty(), "refresh_token", place);
        refresh = fresh;
        return fresh;
    }

    private Grant granted(Answer answer, Credential credential, Optional<String> scope, String field, String place) {
        if (!answer.ok()) {
            throw SignInFailures.refused(answer, credential, scope, place);
        }
        return Grant.read(answer.body(), field, time.now())
                .orElseThrow(() -> malformed(place, "its sign-in gave an answer without a token"));
    }

    private URI realm(Challenge challenge, String place) {
        try {
            URI realm = new URI(challenge.parameter("realm").orElse(""));
            boolean https = "https".equalsIgnoreCase(realm.getScheme());
            if (realm.getHost() != null && (https || "http".equalsIgnoreCase(realm.getScheme()))) {
                if (https || plainHttpHosts.contains(Origin.of(realm).authority())) {
                    return realm;
                }
                throw malformed(place, "it wants the sign-in sent over plain HTTP to " + realm.getHost());
            }
        } catch (java.net.URISyntaxException e) {
            // told below
        }
        throw malformed(place, "its challenge names no place to sign in");
    }

    private void ownOrigin(URI realm, String place) {
        if (!Origin.of(realm).equals(origin)) {
            throw malformed(place, "it wants an Azure identity's token sent to another host, " + realm.getHost());
        }
    }

    private static String parameters(Challenge challenge) {
        StringBuilder query = new StringBuilder();
        challenge.parameter("service").ifPresent(value -> append(query, "service", value));
        // several scopes in one challenge are parameters of their own in the request
        challenge
                .parameter("scope")
                .ifPresent(scopes -> java.util.stream.Stream.of(scopes.split(" ", -1))
                        .filter(scope -> !scope.isEmpty())
                        .forEach(scope -> append(query, "scope", scope)));
        return query.toString();
    }

    private static void append(StringBuilder query, String name, String value) {
        query.append(query.isEmpty() ? "" : "&").append(name).append('=').append(encoded(value));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static RegistryException malformed(String place, String cause) {
        return new RegistryException(
                Kind.MALFORMED, new Problem(place, cause, "check that the host is the registry that is meant"));
    }
}
