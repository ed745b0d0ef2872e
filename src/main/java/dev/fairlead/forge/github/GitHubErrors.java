package dev.fairlead.forge.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.fairlead.Problem;
import dev.fairlead.forge.BoundedText;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.http.Answer;
import dev.fairlead.forge.http.Call;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Tells what GitHub's errors mean and what to do about them ("Troubleshooting the REST API"). */
final class GitHubErrors {
    private static final int LONGEST_QUOTE = 300;
    private static final ObjectMapper JSON = new ObjectMapper();

    private GitHubErrors() {}

    /** The error of an answer with a status of 400 or above that is no rate limit. */
    static GitHubRefusal refusal(Call call, Answer answer) {
        String words = words(answer);
        boolean anonymous = !call.headers().containsKey("Authorization");
        Problem problem = new Problem(
                call.place() + " (" + answer.status() + ")",
                cause(answer.status(), anonymous) + quoted(words),
                remedy(answer, anonymous));
        return new GitHubRefusal(kind(answer.status()), problem, answer.status(), words, null);
    }

    static GitHubRefusal limited(Call call, Answer answer, Instant until) {
        Problem problem = new Problem(
                call.place() + " (" + answer.status() + ")",
                "GitHub's rate limit is reached" + quoted(words(answer)),
                "try again after " + until + ", or use a GitHub App, whose limit is higher");
        return new GitHubRefusal(Kind.RATE_LIMITED, problem, answer.status(), words(answer), until);
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
                        : "see docs/forges.md for what each operation needs";
        };
    }

    private static String quoted(String words) {
        return words.isEmpty() ? "" : ": " + clause(words, LONGEST_QUOTE);
    }

    /** GitHub's words as a part of our sentence: in one line, without their full stop. */
    static String clause(String words, int limit) {
        return BoundedText.line(words.replaceFirst("\\.\\s*$", ""), limit);
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

    /** No answer, or none that was whole. */
    static ForgeException unreachable(Call call, IOException e) {
        if (e instanceof SSLException) {
            return failed(
                    Kind.CONFIGURATION,
                    call,
                    "no trusted connection (" + e.getMessage() + ")",
                    "add the authority of this server's or your proxy's certificate to the trusted ones",
                    e);
        }
        if (e instanceof ConnectException) {
            boolean unknown = e.getCause() instanceof UnresolvedAddressException
                    || (e.getCause() != null && e.getCause().getCause() instanceof UnresolvedAddressException);
            return unknown
                    ? failed(
                            Kind.NETWORK,
                            call,
                            "the host has no address in DNS",
                            "check the host's name, DNS, and the proxy",
                            e)
                    : failed(
                            Kind.NETWORK,
                            call,
                            "no connection",
                            "check that the host is up, the firewall, and the proxy",
                            e);
        }
        return failed(
                Kind.NETWORK,
                call,
                "no whole answer (" + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()) + ")",
                "check the network and the proxy, and try again",
                e);
    }

    static ForgeException malformed(String place, @Nullable Exception e) {
        return new ForgeException(
                Kind.MALFORMED,
                new Problem(
                        place,
                        "the answer is not what GitHub's description says",
                        "check that the API's address is one of GitHub and no sign-in page of a proxy"),
                e);
    }

    private static ForgeException failed(Kind kind, Call call, String cause, String remedy, IOException e) {
        return new ForgeException(kind, new Problem(call.place(), cause, remedy), e);
    }
}
