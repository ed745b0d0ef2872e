package dev.fairlead.registry.http;

import dev.fairlead.Problem;
import dev.fairlead.registry.RegistryException;
import dev.fairlead.registry.RegistryException.Kind;
import dev.fairlead.registry.auth.Credential;
import dev.fairlead.registry.auth.CredentialSource;
import dev.fairlead.registry.wire.Answer;
import dev.fairlead.registry.wire.ErrorBody;
import java.util.List;
import java.util.Locale;

/** Tells why a registry said no: which permission is missing, what is not there, what to do. */
final class Refusals {
    private static final String SIGN_IN =
            "log in with docker login, give an Azure identity, or set FAIRLEAD_REGISTRY_USERNAME and its password";

    private final CredentialSource source;
    private final boolean acr;

    Refusals(CredentialSource source, boolean acr) {
        this.source = source;
        this.acr = acr;
    }

    /**
     * The refusal to tell of.
     *
     * @param signedIn whether the registry granted a token, or was shown a password, before it refused
     */
    RegistryException of(Answer answer, Question question, String place, boolean signedIn) {
        List<ErrorBody> errors = ErrorBody.read(answer);
        String at = place + " (HTTP " + answer.status() + ")";
        return switch (answer.status()) {
            case 401 -> unauthorized(answer, question, at, errors, signedIn);
            case 403 -> told(Kind.FORBIDDEN, forbidden(question, at, errors), answer, errors);
            case 404 -> told(Kind.NOT_FOUND, notFound(question, at, errors), answer, errors);
            case 407 ->
                told(
                        Kind.CREDENTIALS,
                        new Problem(
                                at, "the proxy on the way wants a sign-in", "put the name and password into its URL"),
                        answer,
                        errors);
            default ->
                told(
                        Kind.MALFORMED,
                        new Problem(
                                at,
                                "the registry gave an answer that the protocol does not know here" + words(errors),
                                "check that the host is a registry, and what stands between here and there"),
                        answer,
                        errors);
        };
    }

    private RegistryException unauthorized(
            Answer answer, Question question, String at, List<ErrorBody> errors, boolean signedIn) {
        Credential credential = source.get();
        boolean nobody = credential instanceof Credential.Nobody;
        if (signedIn && !nobody && answer.headers("WWW-Authenticate").stream().noneMatch(Refusals::isBasic)) {
            return told(Kind.FORBIDDEN, forbidden(question, at, errors), answer, errors);
        }
        Problem problem = nobody
                ? new Problem(at, "the registry wants a sign-in" + why(credential), SIGN_IN)
                : new Problem(
                        at,
                        "the registry does not accept " + credential.who(),
                        "check the name and password, or log in again");
        return told(Kind.UNAUTHORIZED, problem, answer, errors);
    }

    private static boolean isBasic(String challenge) {
        return challenge.toLowerCase(Locale.ROOT).startsWith("basic");
    }

    private static String why(Credential credential) {
        return credential instanceof Credential.Nobody nobody && !nobody.why().isEmpty()
                ? " (" + nobody.why() + ")"
                : "";
    }

    private Problem forbidden(Question question, String at, List<ErrorBody> errors) {
        boolean network = errors.stream()
                .anyMatch(error -> error.message().contains("not allowed access")
                        || error.message().contains("aka.ms/acr/firewall"));
        if (network) {
            return new Problem(
                    at,
                    "the registry's network rules shut this address out",
                    "allow it under the registry's networking, or come through its private endpoint");
        }
        String cause = source.get().who() + " may not " + doing(question.need()) + words(errors);
        return new Problem(at, cause, acr ? acrRemedy(question.need(), errors) : "give it the right to pull there");
    }

    /** ACR names what it misses; roles and scope maps call it differently. */
    private static String acrRemedy(Need need, List<ErrorBody> errors) {
        String action = errors.stream()
                .flatMap(error -> error.action().stream())
                .findFirst()
                .orElse("");
        boolean metadata = need == Need.LIST || action.equals("metadata_read");
        return "give an ACR token's scope map " + (metadata ? "metadata_read" : "content_read")
                + " on the repository; give an Azure identity AcrPull, or Container Registry Repository Reader where the"
                + " registry decides by repository (ABAC)";
    }

    private static Problem notFound(Question question, String at, List<ErrorBody> errors) {
        boolean repository = errors.stream().anyMatch(error -> error.code().equals("NAME_UNKNOWN"));
        if (repository || question.need() == Need.LIST) {
            return new Problem(
                    at,
                    "the registry knows no such repository",
                    "check its name; some registries also hide a repository from who may not read it");
        }
        return new Problem(at, "the registry knows no such image" + words(errors), "check the tag or digest");
    }

    private static String doing(Need need) {
        return switch (need) {
            case REACH -> "use this registry";
            case LIST -> "list tags";
            case PULL -> "read images";
        };
    }

    private static String words(List<ErrorBody> errors) {
        return errors.isEmpty()
                ? ""
                : " (" + errors.get(0).code()
                        + (errors.get(0).message().isEmpty()
                                ? ""
                                : ": " + errors.get(0).message()) + ")";
    }

    private static RegistryException told(Kind kind, Problem problem, Answer answer, List<ErrorBody> errors) {
        return new RegistryException(
                kind,
                problem,
                answer.status(),
                errors.stream().map(ErrorBody::code).toList(),
                null);
    }
}
