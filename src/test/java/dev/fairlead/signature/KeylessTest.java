package dev.fairlead.signature;

import static dev.fairlead.signature.CosignSigning.BUNDLE;
import static dev.fairlead.signature.CosignSigning.SIMPLE;
import static dev.fairlead.signature.CosignSigning.base64;
import static dev.fairlead.signature.CosignSigning.document;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.image.Digest;
import dev.fairlead.signature.SignatureRule.Kind;
import dev.fairlead.signature.SignatureRule.Terms;
import dev.fairlead.signature.Signers.Identity;
import dev.fairlead.signature.Sigstore.Signer;
import dev.fairlead.signature.Verdict.Outcome;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Signatures by an identity, in both forms, with a Sigstore of our own; and what of them does not count. */
class KeylessTest {
    private static final String WORKFLOW =
            "https://github.com/contoso/shop/.github/workflows/release.yml@refs/tags/v1.0.0";
    private static final String GITHUB = "https://token.actions.githubusercontent.com";
    private static final Sigstore OURS = new Sigstore();
    private static final Sigstore THEIRS = new Sigstore();

    private final Yard yard = new Yard("shop/api");

    @AfterEach
    void close() {
        yard.close();
    }

    /**
     * A signature that is made a little otherwise.
     *
     * @param signer whose certificate it brings
     * @param logged when the log says that it was recorded
     * @param log who signs for the log
     * @param statement whose digest is signed, of the image's
     * @param body what is made of the log's entry
     */
    private record Case(
            String name,
            Signer signer,
            Instant logged,
            KeyPair log,
            UnaryOperator<String> digest,
            UnaryOperator<String> body,
            Optional<String> reasonOfBundle,
            Optional<String> reasonOfAnnotations) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Case good() {
        return new Case(
                "as it should be",
                OURS.certify(WORKFLOW, GITHUB),
                OURS.signing.plusSeconds(5),
                OURS.rekor,
                digest -> digest,
                body -> body,
                Optional.empty(),
                Optional.empty());
    }

    private static Case bad(String name, Signer signer, String reason) {
        Case good = good();
        return new Case(
                name, signer, good.logged, good.log, good.digest, good.body, Optional.of(reason), Optional.of(reason));
    }

    static Stream<Arguments> cases() {
        Case good = good();
        String other = "sha256:" + "cd".repeat(32);
        return Stream.of(
                        good,
                        bad(
                                "another workflow",
                                OURS.certify(
                                        "https://github.com/contoso/other/.github/workflows/x.yml@refs/heads/x",
                                        GITHUB),
                                "who is not asked for"),
                        bad("another issuer", OURS.certify(WORKFLOW, "https://gitlab.com"), "who is not asked for"),
                        bad("another authority", THEIRS.certify(WORKFLOW, GITHUB), "does not vouch for"),
                        bad(
                                "a certificate without a timestamp",
                                OURS.certify(WORKFLOW, GITHUB, Optional.empty()),
                                "does not vouch for"),
                        bad(
                                "a timestamp of a log that is not trusted",
                                OURS.certify(WORKFLOW, GITHUB, Optional.of(THEIRS.timestamps)),
                                "does not vouch for"),
                        new Case(
                                "signed when the certificate had ended",
                                good.signer,
                                OURS.signing.plusSeconds(3600),
                                good.log,
                                good.digest,
                                good.body,
                                Optional.of("it was signed when its certificate did not count"),
                                Optional.of("it was signed when its certificate did not count")),
                        new Case(
                                "a log that is not trusted",
                                good.signer,
                                good.logged,
                                THEIRS.rekor,
                                good.digest,
                                good.body,
                                Optional.of("Transparency log entry could not be verified"),
                                Optional.of("the log's promise does not hold")),
                        new Case(
                                "an entry of another signature",
                                good.signer,
                                good.logged,
                                good.log,
                                good.digest,
                                body -> body.replaceFirst("\"value\":\"[0-9a-f]{8}", "\"value\":\"00000000")
                                        .replaceFirst(
                                                "(\"payloadHash\":\\{\"algorithm\":\"sha256\",\"value\":\")[0-9a-f]{8}",
                                                "$100000000"),
                                Optional.of("does not vouch for it"),
                                Optional.of("the log's entry is of another signature")),
                        new Case(
                                "another image",
                                good.signer,
                                good.logged,
                                good.log,
                                digest -> other,
                                good.body,
                                Optional.of("does not match any subject"),
                                Optional.of("it signs another image (" + other + ")")))
                .flatMap(one -> Stream.of(Arguments.of(one, true), Arguments.of(one, false)));
    }

    @ParameterizedTest(name = "{0}, as a bundle: {1}")
    @MethodSource("cases")
    void isJudged(Case one, boolean bundle) {
        Digest digest = yard.push("1.0.0");
        if (bundle) {
            attachBundle(one, digest);
        } else {
            attachAnnotated(one, digest);
        }

        Verdict verdict = new SignatureVerifier(yard.registries(), Instant.now())
                .verify(List.of(rule()), yard.image(), digest)
                .get(0);

        Optional<String> reason = bundle ? one.reasonOfBundle : one.reasonOfAnnotations;
        if (reason.isEmpty()) {
            assertThat(verdict)
                    .isEqualTo(new Verdict(Outcome.VERIFIED, "workflow: signed by " + WORKFLOW + " (" + GITHUB + ")"));
        } else {
            assertThat(verdict.outcome()).as("%s", verdict).isEqualTo(Outcome.INVALID);
            assertThat(verdict.words()).contains(reason.get());
        }
    }

    @Test
    void aBundleWithoutATrustedTimeDoesNotCount() {
        Digest digest = yard.push("1.0.0");
        attachBundle(good(), digest, text -> text.replaceFirst("\"inclusionPromise\":\\{[^}]*},", ""));

        Verdict verdict = new SignatureVerifier(yard.registries(), Instant.now())
                .verify(List.of(rule()), yard.image(), digest)
                .get(0);

        assertThat(verdict.outcome()).as("%s", verdict).isEqualTo(Outcome.INVALID);
    }

    private void attachBundle(Case one, Digest digest) {
        attachBundle(one, digest, text -> text);
    }

    private void attachBundle(Case one, Digest digest, UnaryOperator<String> change) {
        String statement = CosignSigning.statement(one.digest.apply(digest.toString()), CosignSigning.SIGNED, "{}");
        byte[] payload = statement.getBytes(UTF_8);
        byte[] signature =
                CosignSigning.signature(new Dsse(Dsse.IN_TOTO, payload, List.of()).signedBytes(), one.signer.keys());
        String envelope = """
                {"payloadType":"%s","payload":"%s","signatures":[{"sig":"%s"}]}""".formatted(Dsse.IN_TOTO, base64(payload), base64(signature));
        String body = one.body.apply(Sigstore.dsseBody(envelope, payload, base64(signature), one.signer));
        yard.refer(
                digest,
                BUNDLE,
                document(BUNDLE, change.apply(OURS.bundle(envelope, one.signer, body, one.logged, one.log))));
    }

    private void attachAnnotated(Case one, Digest digest) {
        byte[] payload = CosignSigning.payload(
                        one.digest.apply(digest.toString()), yard.image().toString())
                .getBytes(UTF_8);
        byte[] signature = CosignSigning.signature(payload, one.signer.keys());
        String body = one.body.apply(Sigstore.recordBody(payload, signature, one.signer));
        Map<String, String> annotations = OURS.annotations(signature, one.signer, body, one.logged, one.log);
        yard.tagged(digest, ".sig", Yard.document(SIMPLE, payload), annotations);
    }

    private static SignatureRule rule() {
        Identity identity = new Identity(
                TextMatch.pattern("https://github\\.com/contoso/shop/.*@refs/tags/v.*"), TextMatch.exactly(GITHUB));
        return new SignatureRule(
                "workflow",
                Kind.COSIGN,
                new Signers.Keyless(OURS.trustedRoot(), List.of(identity)),
                List.of(),
                Terms.NONE);
    }
}
