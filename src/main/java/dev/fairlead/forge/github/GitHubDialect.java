package dev.fairlead.forge.github;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What GitHub's errors mean and what to do about them ("Troubleshooting the REST API"). */
final class GitHubDialect implements Dialect {
    private static final int LONGEST_QUOTE = 300;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String forge() {
        return "GitHub";
    }

    @Override
    public Optional<Duration> waiting(Answer answer, Clock clock) {
        return RateLimit.waiting(answer, clock);
    }

    /**
     * A new comment is the one thing that would be there twice. Everything else ends the same however often it is sent:
     * GitHub refuses a second pull request or branch of the same name, and the rest says what shall be, not what shall
     * be added.
     */
    @Override
    public boolean adds(Call call) {
        String path = call.uri().getPath();
        return call.method().equals("POST") && (path.endsWith("/comments") || path.endsWith("/issues"));
    }

    @Override
    public Refusal refusal(Call call, Answer answer) {
        String words = words(answer);
        boolean anonymous = !call.headers().containsKey("Authorization");
        Problem problem = new Problem(
                call.place() + " (" + answer.status() + ")",
                cause(answer.status(), anonymous) + quoted(words),
                remedy(answer, anonymous));
        return new Refusal(kind(answer.status()), problem, answer.status(), words, null);
    }

    @Override
    public Refusal limited(Call call, Answer answer, Instant until) {
        Problem problem = new Problem(
                call.place() + " (" + answer.status() + ")",
                "GitHub's rate limit is reached" + quoted(words(answer)),
                "try again after " + until + ", or use a GitHub App, whose limit is higher");
        return new Refusal(Kind.RATE_LIMITED, problem, answer.status(), words(answer), until);
    }

    private static Kind kind(int status) {
        return switch (status) {
            case 401 -> Kind.UNAUTHORIZED;
            case 403, 451 -> Kind.FORBIDDEN;
            case 404, 410 -> Kind.NOT_FOUND;
            case 405 -> Kind.NOT_MERGEABLE;
            case 409 -> Kind.STALE;
            case 429 -> Kind.RATE_LIMITED;
            default -> status >= 500 ? Kind.SERVER : Kind.INVALID;
        };
    }

    private static String cause(int status, boolean anonymous) {
        return switch (status) {
            case 401 -> "GitHub does not accept the credentials";
            case 403 -> "the credentials may not do this";
            case 404 ->
                "there is no such thing, or " + (anonymous ? "nobody may" : "the credentials may not") + " see it";
            case 410 -> "this is gone or switched off in the repository";
            default -> status >= 500 ? "GitHub is broken or busy" : "GitHub refuses this";
        };
    }

    private static String remedy(Answer answer, boolean anonymous) {
        String sso = answer.header("x-github-sso");
        if (sso.startsWith("required")) {
            return "authorise the token for the organisation's single sign-on: "
                    + sso.replaceFirst("^required; ?url=", "");
        }
        String granted = answer.header("x-accepted-github-permissions");
        return switch (answer.status()) {
            case 401 -> "set a token that is valid in GH_TOKEN, or check the App's id, key and clock";
            case 403, 404 ->
                anonymous
                        ? "set a token in GH_TOKEN, or a GitHub App's key"
                        : "check the address, and that the token may read and write contents and pull requests of this"
                                + " repository" + (granted.isEmpty() ? "" : " (GitHub asks for " + granted + ")");
            case 301, 302, 307, 308 -> "use the repository's new address";
            default ->
                answer.status() >= 500
                        ? "try again later; see https://www.githubstatus.com"
                        : "see docs/forges/github.md for what each operation needs";
        };
    }

    private static String quoted(String words) {
        return words.isEmpty() ? "" : ": " + BoundedText.clause(words, LONGEST_QUOTE);
    }

    /** {@code message}, and {@code errors} as texts or as {@code resource field code}. */
    private static String words(Answer answer) {
        JsonNode json = parse(answer);
        List<String> words = new ArrayList<>();
        words.add(json.path("message").asText());
        for (JsonNode error : json.path("errors")) {
            words.add(
                    error.isTextual()
                            ? error.asText()
                            : error.path("message")
                                    .asText(error.path("resource").asText() + " "
                                            + error.path("field").asText() + " "
                                            + error.path("code").asText()));
        }
        words.removeIf(String::isBlank);
        return String.join("; ", words);
    }

    private static JsonNode parse(Answer answer) {
        try {
            return JSON.readTree(answer.text());
        } catch (JsonProcessingException e) {
            // Proxies and broken servers answer in HTML, which tells nothing more than the status.
            return MissingNode.getInstance();
        }
    }
}
