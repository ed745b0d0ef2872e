package dev.fairlead.registry.http;

import dev.fairlead.registry.RegistryException;
import dev.fairlead.registry.RegistrySettings;
import dev.fairlead.registry.auth.CredentialSource;
import dev.fairlead.registry.auth.Tokens;
import dev.fairlead.registry.retry.Backoff;
import dev.fairlead.registry.retry.Deadline;
import dev.fairlead.registry.retry.PatientWire;
import dev.fairlead.registry.retry.RateLimit;
import dev.fairlead.registry.retry.Time;
import dev.fairlead.registry.wire.Answer;
import dev.fairlead.registry.wire.Ask;
import dev.fairlead.registry.wire.Origin;
import dev.fairlead.registry.wire.Redirects;
import dev.fairlead.registry.wire.Wire;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One registry's HTTP side: signs in when challenged, keeps to its rate, asks again what passes by itself, and turns
 * every refusal into a {@link RegistryException}.
 */
public final class RegistryHttp {
    private static final int UNAUTHORIZED = 401;
    private static final int MAX_ROOT_BYTES = 1 << 20;

    private final String host;
    private final Origin origin;
    private final Refusals refusals;
    private final PatientWire wire;
    private final Tokens tokens;
    private final Duration deadline;
    private final Time time;

    private RegistryHttp(
            String host,
            Origin origin,
            Refusals refusals,
            PatientWire wire,
            Tokens tokens,
            Duration deadline,
            Time time) {
        this.host = host;
        this.origin = origin;
        this.refusals = refusals;
        this.wire = wire;
        this.tokens = tokens;
        this.deadline = deadline;
        this.time = time;
    }

    /**
     * The HTTP side of one registry.
     *
     * @param host as image names write it
     * @param origin where it answers
     * @param acr whether it is Azure's, whose permissions have names of their own
     * @param credentials asked when the registry wants to know who we are, and not before
     */
    public static RegistryHttp open(
            String host,
            Origin origin,
            boolean acr,
            CredentialSource credentials,
            RegistrySettings settings,
            Wire wire,
            Time time) {
        PatientWire patient = new PatientWire(
                new Redirects(wire, settings.plainHttpHosts()),
                new RateLimit(settings.requestsPerSecond(), time),
                new Backoff(RandomGenerator.getDefault(), time),
                time,
                settings.attemptTimeout());
        Tokens tokens = new Tokens(origin, credentials, patient, settings.plainHttpHosts(), time);
        Refusals refusals = new Refusals(credentials, acr);
        return new RegistryHttp(host, origin, refusals, patient, tokens, settings.deadline(), time);
    }

    /**
     * Asks, within one deadline for everything that it takes.
     *
     * @return an answer with a status of 2xx
     * @throws RegistryException for every other status, and where there is no answer
     */
    public Answer ask(Question question) {
        String place = place(question.repository());
        Deadline end = Deadline.in(deadline, time);
        String purpose = question.repository() + " " + question.need();
        Ask ask = Ask.of(question.method(), origin.at(question.path()), question.headers(), question.maxBytes());
        Answer answer = wire.send(ask.authorized(tokens.known(purpose)), place, end);
        boolean signedIn = false;
        if (answer.status() == UNAUTHORIZED) {
            Optional<String> authorization = tokens.answer(answer, purpose, place, end);
            if (authorization.isPresent()) {
                signedIn = true;
                answer = wire.send(ask.authorized(authorization), place, end);
            }
        }
        if (!answer.ok()) {
            throw refusals.of(answer, question, place, signedIn);
        }
        return answer;
    }

    /** Asks for the API's own root, which every registry has ({@code /v2/}); signs in where that is wanted. */
    public void reach() {
        ask(Question.get("", Need.REACH, "/v2/", "application/json", MAX_ROOT_BYTES));
    }

    /** Where a question about this repository is asked, for messages. */
    public String place(String repository) {
        return repository.isEmpty() ? host : host + "/" + repository;
    }

    public String host() {
        return host;
    }

    /** Where the registry answers. */
    public Origin origin() {
        return origin;
    }

    /** Who the registry is told that we are. */
    public String who() {
        return tokens.credential().who();
    }
}
