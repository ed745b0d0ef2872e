package dev.fairlead.forge.gitlab;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What GitLab's errors mean ("REST API troubleshooting": a status, and {@code message} or {@code error}). */
final class GitLabDialect implements Dialect {
    static final String NAME = "GitLab";

    private static final int LONGEST_QUOTE = 300;
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final Duration A_MOMENT = Duration.ofSeconds(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String forge() {
        return NAME;
    }

    /** "Rate limits", "Response headers": {@code Retry-After} in seconds, {@code RateLimit-Reset} as a Unix time. */
    @Override
    public Optional<Duration> waiting(Answer answer, Clock clock) {
        if (answer.status() != 429) {
            return Optional.empty();
        }
        String after = answer.header("retry-after");
        if (after.matches("[0-9]{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(after)));
        }
        String reset = answer.header("ratelimit-reset");
        if (!reset.matches("[0-9]{1,12}")) {
            return Optional.of(A_MINUTE);
        }
        Duration left = Duration.between(clock.instant(), Instant.ofEpochSecond(Long.parseLong(reset)));
        return Optional.of(left.compareTo(A_MOMENT) < 0 ? A_MOMENT : left);
    }

    @Override
    public Refusal limited(Call call, Answer answer, Instant until) {
        Problem problem = new Problem(place(call, answer), "too much was asked at once", "try again after " + until);
        return new Refusal(Kind.RATE_LIMITED, problem, answer.status(), words(answer), until);
    }

    @Override
    public Refusal refusal(Call call, Answer answer) {
        String words = words(answer);
        Kind kind = kind(call, answer.status());
        boolean anonymous = anonymous(call);
        Problem problem = new Problem(
                place(call, answer),
                cause(kind, anonymous) + (words.isEmpty() ? "" : ": " + BoundedText.clause(words, LONGEST_QUOTE)),
                remedy(answer.status(), kind, anonymous));
        return new Refusal(kind, problem, answer.status(), words, null);
    }

    private static String place(Call call, Answer answer) {
        return call.place() + " (" + answer.status() + ")";
    }

    private static boolean anonymous(Call call) {
        return !call.headers().containsKey("Authorization");
    }

    private static Kind kind(Call call, int status) {
        return switch (status) {
            // "Merge a merge request": 401 is for who is known and may not.
            case 401 -> merges(call) && !anonymous(call) ? Kind.FORBIDDEN : Kind.UNAUTHORIZED;
            case 403 -> Kind.FORBIDDEN;
            case 404 -> Kind.NOT_FOUND;
            case 405, 406 -> Kind.NOT_MERGEABLE;
            case 409 -> Kind.STALE;
            default -> status >= 500 ? Kind.SERVER : Kind.INVALID;
        };
    }

    private static boolean merges(Call call) {
        String path = call.uri().getPath();
        return path.endsWith("/merge") || path.endsWith("/cancel_merge_when_pipeline_succeeds");
    }

    private static String cause(Kind kind, boolean anonymous) {
        return switch (kind) {
            case UNAUTHORIZED -> "GitLab does not accept the credentials";
            case FORBIDDEN -> "the credentials may not do this";
            case NOT_FOUND ->
                "there is no such thing, or " + (anonymous ? "nobody may" : "the credentials may not") + " see it";
            case SERVER -> "GitLab is broken or busy";
            default -> "GitLab refuses this";
        };
    }

    private static String remedy(int status, Kind kind, boolean anonymous) {
        return switch (kind) {
            case UNAUTHORIZED -> "set a token that is valid in FAIRLEAD_GITLAB_TOKEN";
            case FORBIDDEN, NOT_FOUND ->
                anonymous
                        ? "set a token in FAIRLEAD_GITLAB_TOKEN"
                        : "check the address, that the account has the role Developer in the project and may merge into"
                                + " the base branch, and that the token has the scope api";
            case SERVER -> "try again later";
            default ->
                status >= 300 && status < 400
                        ? "use the project's new address"
                        : "see docs/forges/gitlab.md for what each operation needs";
        };
    }

    /** All that is said; proxies and broken servers answer in HTML, which tells nothing more than the status. */
    private static String words(Answer answer) {
        try {
            JsonNode json = JSON.readTree(answer.text());
            List<String> words = new ArrayList<>();
            for (String field : List.of("message", "error", "error_description")) {
                collect(json.path(field), words);
            }
            return String.join(", ", words);
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    /** A text, a list of them, or for each wrong field what is wrong with it. */
    private static void collect(JsonNode json, List<String> words) {
        if (json.isObject()) {
            json.properties().forEach(field -> {
                List<String> wrong = new ArrayList<>();
                collect(field.getValue(), wrong);
                words.add(field.getKey() + " " + String.join(", ", wrong));
            });
        } else if (json.isArray()) {
            json.forEach(item -> collect(item, words));
        } else if (json.isTextual()) {
            words.add(json.asText());
        }
    }

    /** A note and an issue would be there twice. A second merge request of the same branches is refused, and the rest says what shall be. */
    @Override
    public boolean adds(Call call) {
        String path = call.uri().getPath();
        return call.method().equals("POST") && (path.endsWith("/notes") || path.endsWith("/issues"));
    }
}
