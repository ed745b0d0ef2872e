package dev.fairlead.forge.bitbucket.datacenter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
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
import java.util.regex.Pattern;

/**
 * What Data Center's errors mean: {@code errors}, each with a {@code message} and an {@code exceptionName} that tells
 * apart what has the same status ("Errors and validation").
 */
final class DataCenterDialect implements Dialect {
    static final String NAME = "Bitbucket";

    private static final int LONGEST_QUOTE = 300;
    private static final Duration A_WHILE = Duration.ofSeconds(5);
    private static final Pattern MAY_NOT = Pattern.compile("(?i)authori[sz]ation|permission");
    private static final Pattern MOVED = Pattern.compile("OutOfDate|DuplicatePullRequest");
    private static final Pattern STATE =
            Pattern.compile("MergeVetoed|MergeException|IllegalPullRequestState|ReadOnly|archiv");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String forge() {
        return NAME;
    }

    /** "Improving instance stability with rate limiting": 429, with {@code Retry-After}. */
    @Override
    public Optional<Duration> waiting(Answer answer, Clock clock) {
        if (answer.status() != 429) {
            return Optional.empty();
        }
        String after = answer.header("retry-after");
        return Optional.of(after.matches("[0-9]{1,9}") ? Duration.ofSeconds(Long.parseLong(after)) : A_WHILE);
    }

    @Override
    public Refusal limited(Call call, Answer answer, Instant until) {
        Problem problem = new Problem(place(call, answer), "too much was asked at once", "try again after " + until);
        return new Refusal(Kind.RATE_LIMITED, problem, answer.status(), words(answer), until);
    }

    @Override
    public Refusal refusal(Call call, Answer answer) {
        String words = words(answer);
        Kind kind = kind(answer.status(), words);
        String said = error(answer).path("message").asText("");
        boolean anonymous = !call.headers().containsKey("Authorization");
        Problem problem = new Problem(
                place(call, answer),
                cause(kind, anonymous) + (said.isEmpty() ? "" : ": " + BoundedText.clause(said, LONGEST_QUOTE)),
                remedy(kind, anonymous));
        return new Refusal(kind, problem, answer.status(), words, null);
    }

    private static String place(Call call, Answer answer) {
        return call.place() + " (" + answer.status() + ")";
    }

    /** Who is known and may not gets 401, too. */
    private static Kind kind(int status, String words) {
        return switch (status) {
            case 401 -> MAY_NOT.matcher(words).find() ? Kind.FORBIDDEN : Kind.UNAUTHORIZED;
            case 403 -> Kind.FORBIDDEN;
            case 404 -> Kind.NOT_FOUND;
            case 409 -> conflict(words);
            default -> status >= 500 ? Kind.SERVER : Kind.INVALID;
        };
    }

    private static Kind conflict(String words) {
        if (MOVED.matcher(words).find()) {
            return Kind.STALE;
        }
        return STATE.matcher(words).find() ? Kind.NOT_MERGEABLE : Kind.INVALID;
    }

    private static String cause(Kind kind, boolean anonymous) {
        return switch (kind) {
            case UNAUTHORIZED -> "Bitbucket does not accept the credentials";
            case FORBIDDEN -> "the credentials may not do this";
            case NOT_FOUND ->
                "there is no such thing, or " + (anonymous ? "nobody may" : "the credentials may not") + " see it";
            case STALE -> "it changed meanwhile";
            case SERVER -> "Bitbucket is broken or busy";
            default -> "Bitbucket refuses this";
        };
    }

    private static String remedy(Kind kind, boolean anonymous) {
        return switch (kind) {
            case UNAUTHORIZED -> "set a token that is valid in FAIRLEAD_BITBUCKET_TOKEN";
            case FORBIDDEN, NOT_FOUND ->
                anonymous
                        ? "set a token in FAIRLEAD_BITBUCKET_TOKEN"
                        : "check the address, and that the token has the permission 'Repository write'";
            case STALE -> "read it again, and decide again";
            case SERVER -> "try again later";
            default -> "see docs/forges/bitbucket-data-center.md for what each operation needs";
        };
    }

    private static JsonNode error(Answer answer) {
        try {
            return JSON.readTree(answer.text()).path("errors").path(0);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static String words(Answer answer) {
        JsonNode error = error(answer);
        return (error.path("exceptionName").asText("") + " "
                        + error.path("message").asText(""))
                .strip();
    }

    /** What moves on carries the version that it starts from; a comment would be there twice. */
    @Override
    public boolean adds(Call call) {
        return call.method().equals("POST") && call.uri().getPath().endsWith("/comments");
    }
}
