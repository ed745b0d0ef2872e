package dev.fairlead.forge.azure;

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
import java.util.Locale;
import java.util.Optional;

/**
 * What Azure DevOps' errors mean: a status, {@code typeKey} and a {@code message} that begins with a number ("TF401019:
 * …"). Who is not known gets a page to sign in at, with whatever status.
 */
final class AzureDialect implements Dialect {
    static final String NAME = "Azure Repos";

    private static final int LONGEST_QUOTE = 300;
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String forge() {
        return NAME;
    }

    /**
     * "Rate and usage limits": 429 with {@code Retry-After}, else {@code X-RateLimit-Reset}. The same headers on an
     * answer that is a success tell of a delay that is over.
     */
    @Override
    public Optional<Duration> waiting(Answer answer, Clock clock) {
        String after = answer.header("retry-after");
        boolean told = after.matches("[0-9]{1,9}");
        if (answer.status() != 429 && !(answer.status() == 503 && told)) {
            return Optional.empty();
        }
        if (told) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(after)));
        }
        String reset = answer.header("x-ratelimit-reset");
        Duration until = reset.matches("[0-9]{1,11}")
                ? Duration.between(clock.instant(), Instant.ofEpochSecond(Long.parseLong(reset)))
                : A_MINUTE;
        return Optional.of(until.isNegative() ? Duration.ZERO : until);
    }

    @Override
    public Refusal limited(Call call, Answer answer, Instant until) {
        String what = answer.header("x-ratelimit-resource");
        Problem problem = new Problem(
                place(call, answer),
                "too much was asked at once" + (what.isEmpty() ? "" : " (" + BoundedText.line(what, 80) + ")"),
                "try again after " + until);
        return new Refusal(Kind.RATE_LIMITED, problem, answer.status(), words(answer), until);
    }

    /** A page to sign in at may come with 203, or behind a redirect with 200. */
    @Override
    public boolean refuses(Answer answer) {
        return answer.status() >= 300 || answer.status() == 203 || isPage(answer);
    }

    private static boolean isPage(Answer answer) {
        return answer.header("content-type").toLowerCase(Locale.ROOT).startsWith("text/html");
    }

    private static boolean isSignIn(Answer answer) {
        int status = answer.status();
        return status == 401 || status == 203 || status == 302 || (status < 300 && isPage(answer));
    }

    @Override
    public Refusal refusal(Call call, Answer answer) {
        JsonNode error = error(answer);
        String message = error.path("message").asText("");
        boolean anonymous = !call.headers().containsKey("Authorization");
        Kind kind = kind(answer, error);
        Problem problem = new Problem(
                place(call, answer),
                cause(kind, answer, anonymous)
                        + (message.isEmpty() ? "" : ": " + BoundedText.clause(message, LONGEST_QUOTE)),
                remedy(kind, anonymous));
        return new Refusal(kind, problem, answer.status(), words(answer), null);
    }

    private static String place(Call call, Answer answer) {
        return call.place() + " (" + answer.status() + ")";
    }

    private static Kind kind(Answer answer, JsonNode error) {
        String type = error.path("typeKey").asText("");
        if (isSignIn(answer) || error.path("message").asText("").startsWith("TF400813")) {
            return Kind.UNAUTHORIZED;
        }
        if (type.endsWith("RejectedByPolicyException")) {
            return Kind.NOT_MERGEABLE;
        }
        return switch (answer.status()) {
            case 403 -> Kind.FORBIDDEN;
            case 404 -> Kind.NOT_FOUND;
            case 409 -> Kind.STALE;
            default -> answer.status() >= 500 ? Kind.SERVER : Kind.INVALID;
        };
    }

    private static String cause(Kind kind, Answer answer, boolean anonymous) {
        return switch (kind) {
            case UNAUTHORIZED ->
                anonymous
                        ? "Azure DevOps wants somebody to sign in"
                        : "Azure DevOps does not accept the credentials"
                                + (isPage(answer) || answer.status() == 302 ? " and shows its sign-in page" : "");
            case FORBIDDEN -> "the credentials may not do this";
            case NOT_FOUND ->
                "there is no such thing, or " + (anonymous ? "nobody may" : "the credentials may not") + " see it";
            case NOT_MERGEABLE -> "a branch policy forbids it";
            case SERVER -> "Azure DevOps is broken or busy";
            default -> "Azure DevOps refuses this";
        };
    }

    private static String remedy(Kind kind, boolean anonymous) {
        return switch (kind) {
            case UNAUTHORIZED ->
                anonymous
                        ? "set a personal access token in FAIRLEAD_AZURE_TOKEN, or an identity in FAIRLEAD_AZURE_SIGN_IN"
                        : "check that the token is of this organization, has not ended, and has the scope 'Code (Read &"
                                + " write)', or that the identity is a user of the organization";
            case FORBIDDEN, NOT_FOUND ->
                anonymous
                        ? "set a personal access token in FAIRLEAD_AZURE_TOKEN, or an identity in FAIRLEAD_AZURE_SIGN_IN"
                        : "check the address, and the permissions and scopes that docs/forges/azure-repos.md names";
            case NOT_MERGEABLE -> "look at the branch policies of the target branch";
            case SERVER -> "try again later";
            default -> "see docs/forges/azure-repos.md for what each operation needs";
        };
    }

    /** Proxies and broken servers answer in HTML, which tells nothing more than the status. */
    private static JsonNode error(Answer answer) {
        try {
            JsonNode json = JSON.readTree(answer.text());
            return json == null ? JSON.createObjectNode() : json;
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }

    private static String words(Answer answer) {
        JsonNode error = error(answer);
        return error.path("message").asText("") + " " + error.path("typeKey").asText("");
    }

    /**
     * A comment would be there twice. A second pull request of the same branches is refused; of labels, reviewers and
     * statuses the same twice is one.
     */
    @Override
    public boolean adds(Call call) {
        return call.method().equals("POST") && call.uri().getPath().endsWith("/threads");
    }
}
