package dev.fairlead.forge.gitea;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.Problem;
import dev.fairlead.forge.BoundedText;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.http.Answer;
import dev.fairlead.forge.http.Call;
import dev.fairlead.forge.rest.Dialect;
import dev.fairlead.forge.rest.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What Gitea's errors mean: a status and {@code message} ("APIError" of its published description). */
final class GiteaDialect implements Dialect {
    static final String NAME = "Gitea";

    /** Gitea's words where somebody else wrote between its own reading and writing; it answers 400. */
    private static final String CHANGED_MEANWHILE = "already changed";

    private static final int LONGEST_QUOTE = 300;
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String forge() {
        return NAME;
    }

    /** Gitea has no limit of its own; what stands before it may have one (RFC 6585, RFC 9110 "Retry-After"). */
    @Override
    public Optional<Duration> waiting(Answer answer, Clock clock) {
        if (answer.status() != 429) {
            return Optional.empty();
        }
        String after = answer.header("retry-after");
        return Optional.of(after.matches("[0-9]{1,9}") ? Duration.ofSeconds(Long.parseLong(after)) : A_MINUTE);
    }

    @Override
    public Refusal limited(Call call, Answer answer, Instant until) {
        Problem problem = new Problem(place(call, answer), "too much was asked at once", "try again after " + until);
        return new Refusal(Kind.RATE_LIMITED, problem, answer.status(), words(answer), until);
    }

    @Override
    public Refusal refusal(Call call, Answer answer) {
        String words = words(answer);
        boolean anonymous = !call.headers().containsKey("Authorization");
        Problem problem = new Problem(
                place(call, answer),
                cause(answer.status(), anonymous)
                        + (words.isEmpty() ? "" : ": " + BoundedText.clause(words, LONGEST_QUOTE)),
                remedy(answer.status(), anonymous));
        return new Refusal(
                words.contains(CHANGED_MEANWHILE) ? Kind.STALE : kind(answer.status()),
                problem,
                answer.status(),
                words,
                null);
    }

    private static String place(Call call, Answer answer) {
        return call.place() + " (" + answer.status() + ")";
    }

    private static Kind kind(int status) {
        return switch (status) {
            case 401 -> Kind.UNAUTHORIZED;
            case 403 -> Kind.FORBIDDEN;
            case 404 -> Kind.NOT_FOUND;
            case 405, 423 -> Kind.NOT_MERGEABLE;
            case 409 -> Kind.STALE;
            default -> status >= 500 ? Kind.SERVER : Kind.INVALID;
        };
    }

    private static String cause(int status, boolean anonymous) {
        return switch (status) {
            case 401 -> "Gitea does not accept the credentials";
            case 403 -> "the credentials may not do this";
            case 404 ->
                "there is no such thing, or " + (anonymous ? "nobody may" : "the credentials may not") + " see it";
            case 423 -> "the repository is archived";
            default -> status >= 500 ? "Gitea is broken or busy" : "Gitea refuses this";
        };
    }

    private static String remedy(int status, boolean anonymous) {
        return switch (status) {
            case 401 -> "set a token that is valid in FAIRLEAD_GITEA_TOKEN";
            case 403, 404 ->
                anonymous
                        ? "set a token in FAIRLEAD_GITEA_TOKEN"
                        : "check the address, that the account may write to the repository, and that the token has the"
                                + " scopes write:repository, write:issue and read:user";
            case 423 -> "take it out of the archive";
            case 301, 302, 307, 308 -> "use the repository's new address";
            default -> status >= 500 ? "try again later" : "see docs/forges/gitea.md for what each operation needs";
        };
    }

    /** {@code message}; proxies and broken servers answer in HTML, which tells nothing more than the status. */
    private static String words(Answer answer) {
        try {
            return JSON.readTree(answer.text()).path("message").asText("");
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    /**
     * A comment, and a label of the repository, would be there twice. A second pull request of the same branches is
     * refused, and the rest says what shall be.
     */
    @Override
    public boolean adds(Call call) {
        String path = call.uri().getPath();
        return call.method().equals("POST")
                && (path.endsWith("/comments")
                        || path.endsWith("/issues")
                        || (path.endsWith("/labels") && !path.contains("/issues/")));
    }
}
