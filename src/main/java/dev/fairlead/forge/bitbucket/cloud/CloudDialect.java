package dev.fairlead.forge.bitbucket.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
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

/** What Cloud's errors mean: a status and {@code error.message} ("Standardized error responses"). */
final class CloudDialect implements Dialect {
    static final String NAME = "Bitbucket Cloud";

    private static final int LONGEST_QUOTE = 300;
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String forge() {
        return NAME;
    }

    /** "API request limits": 429 until older requests of the last hour are forgotten, which is not told when. */
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
        Problem problem = new Problem(
                place(call, answer), "the limit of requests an hour is reached", "try again after " + until);
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
        return new Refusal(kind(answer.status()), problem, answer.status(), words, null);
    }

    private static String place(Call call, Answer answer) {
        return call.place() + " (" + answer.status() + ")";
    }

    /** 555 is Bitbucket's own: "took too long and timed out". */
    private static Kind kind(int status) {
        return switch (status) {
            case 401 -> Kind.UNAUTHORIZED;
            case 403 -> Kind.FORBIDDEN;
            case 404, 410 -> Kind.NOT_FOUND;
            case 409 -> Kind.STALE;
            default -> status >= 500 ? Kind.SERVER : Kind.INVALID;
        };
    }

    private static String cause(int status, boolean anonymous) {
        return switch (status) {
            case 401 -> "Bitbucket does not accept the credentials";
            case 403 -> "the credentials may not do this";
            case 404, 410 ->
                "there is no such thing, or " + (anonymous ? "nobody may" : "the credentials may not") + " see it";
            default -> status >= 500 ? "Bitbucket is broken or busy" : "Bitbucket refuses this";
        };
    }

    private static String remedy(int status, boolean anonymous) {
        return switch (status) {
            case 401 -> "set a token that is valid in FAIRLEAD_BITBUCKET_TOKEN; an API token as EMAIL:TOKEN";
            case 403, 404, 410 ->
                anonymous
                        ? "set a token in FAIRLEAD_BITBUCKET_TOKEN"
                        : "check the address, and that the token has the scopes repository:write and pullrequest:write";
            default ->
                status >= 500 ? "try again later" : "see docs/forges/bitbucket-cloud.md for what each operation needs";
        };
    }

    private static String words(Answer answer) {
        try {
            JsonNode error = JSON.readTree(answer.text()).path("error");
            return (error.path("message").asText("") + " "
                            + error.path("detail").asText(""))
                    .strip();
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    /** A comment and a pull request would be there twice. */
    @Override
    public boolean adds(Call call) {
        String path = call.uri().getPath();
        return call.method().equals("POST") && (path.endsWith("/comments") || path.endsWith("/pullrequests"));
    }
}
