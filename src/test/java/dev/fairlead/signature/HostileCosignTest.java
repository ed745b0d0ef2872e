package dev.fairlead.signature;

import static dev.fairlead.signature.CosignSigning.BUNDLE;
import static dev.fairlead.signature.CosignSigning.ENVELOPE;
import static dev.fairlead.signature.CosignSigning.SIGNED;
import static dev.fairlead.signature.CosignSigning.SIMPLE;
import static dev.fairlead.signature.CosignSigning.bundle;
import static dev.fairlead.signature.CosignSigning.document;
import static dev.fairlead.signature.CosignSigning.envelope;
import static dev.fairlead.signature.CosignSigning.payload;
import static dev.fairlead.signature.CosignSigning.statement;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.image.Digest;
import dev.fairlead.image.ImageName;
import dev.fairlead.signature.SignatureRule.Kind;
import dev.fairlead.signature.SignatureRule.Terms;
import dev.fairlead.signature.Signers.TrustedKey;
import dev.fairlead.signature.Verdict.Outcome;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What somebody may attach to an image who may push and does not hold the key. Nothing of it may count. */
class HostileCosignTest {
    private static final KeyPair OURS = CosignSigning.keys();
    private static final KeyPair THEIRS = CosignSigning.keys();
    private static final String OTHER = "sha256:" + "ab".repeat(32);
    private static final String SLSA = Terms.SLSA.get(1);

    private final Yard yard = new Yard("shop/api");

    @AfterEach
    void close() {
        yard.close();
    }

    private static Arguments of(String what, Kind kind, String reason, BiConsumer<Yard, Digest> attack) {
        return Arguments.of(what, kind, reason, attack);
    }

    static Stream<Arguments> attacks() {
        return Stream.of(
                of(
                        "signed with another key",
                        Kind.COSIGN,
                        "it is signed with another key",
                        (yard, digest) ->
                                CosignSigning.sign(yard, digest, yard.image().toString(), THEIRS)),
                of(
                        "our signature of another image",
                        Kind.COSIGN,
                        "it signs another image (" + OTHER + ")",
                        (yard, digest) -> CosignSigning.attach(
                                yard, digest, payload(OTHER, yard.image().toString()), OURS)),
                of(
                        "our signature of the same image in another repository",
                        Kind.COSIGN,
                        "it was signed as contoso.azurecr.io/shop/debug, which is another repository ('signedAs' of the"
                                + " rule can allow it)",
                        (yard, digest) -> CosignSigning.sign(yard, digest, "contoso.azurecr.io/shop/debug", OURS)),
                of(
                        "a payload of another kind",
                        Kind.COSIGN,
                        "its payload is none of an image",
                        (yard, digest) -> CosignSigning.attach(
                                yard,
                                digest,
                                payload(digest.toString(), "").replace("cosign container image", "blob"),
                                OURS)),
                of(
                        "a payload that says two things",
                        Kind.COSIGN,
                        "the payload is no JSON",
                        (yard, digest) -> CosignSigning.attach(
                                yard,
                                digest,
                                payload(OTHER, "")
                                        .replace(
                                                "\"image\":",
                                                "\"image\":{\"docker-manifest-digest\":\"" + digest + "\"},\"image\":"),
                                OURS)),
                of(
                        "no signature at all",
                        Kind.COSIGN,
                        "it is signed with another key",
                        (yard, digest) -> yard.tagged(
                                digest, ".sig", document(SIMPLE, payload(digest.toString(), "")), Map.of())),
                of(
                        "a signature that is no base64",
                        Kind.COSIGN,
                        "the signature of the payload is no base64",
                        (yard, digest) -> yard.tagged(
                                digest,
                                ".sig",
                                document(SIMPLE, payload(digest.toString(), "")),
                                Map.of("dev.cosignproject.cosign/signature", "!!"))),
                of(
                        "a blob that announces a gigabyte",
                        Kind.COSIGN,
                        "the blob %s announces 1073741824 bytes, and at most 8388608 are read"
                                .formatted(document(SIMPLE, "{}").digest()),
                        (yard, digest) -> yard.manifest(
                                "sha256-" + digest.hex() + ".sig",
                                yard.artifact("", document(SIMPLE, "{}"), Map.of(), 1L << 30))),
                of(
                        "a blob that is longer than it announces",
                        Kind.COSIGN,
                        null,
                        (yard, digest) -> yard.manifest(
                                "sha256-" + digest.hex() + ".sig",
                                yard.artifact("", document(SIMPLE, payload(digest.toString(), "")), Map.of(), 10))),
                of(
                        "a bundle of another image",
                        Kind.COSIGN,
                        "it is about another image (" + OTHER + ")",
                        (yard, digest) -> refer(yard, digest, bundle(envelope(statement(OTHER, SIGNED, "{}"), OURS)))),
                of(
                        "a bundle with another key",
                        Kind.COSIGN,
                        "it is signed with another key",
                        (yard, digest) -> refer(
                                yard, digest, bundle(envelope(statement(digest.toString(), SIGNED, "{}"), THEIRS)))),
                of(
                        "an attestation in the place of a signature",
                        Kind.COSIGN,
                        "it is an attestation (" + SLSA + "), not a signature of the image",
                        (yard, digest) ->
                                refer(yard, digest, bundle(envelope(statement(digest.toString(), SLSA, "{}"), OURS)))),
                of(
                        "an envelope whose payload was changed",
                        Kind.COSIGN,
                        "it is signed with another key",
                        (yard, digest) -> refer(
                                yard,
                                digest,
                                bundle(envelope(statement(OTHER, SIGNED, "{}"), OURS)
                                        .replace(
                                                CosignSigning.base64(statement(OTHER, SIGNED, "{}")
                                                        .getBytes(UTF_8)),
                                                CosignSigning.base64(statement(digest.toString(), SIGNED, "{}")
                                                        .getBytes(UTF_8)))))),
                of(
                        "an envelope with no signatures",
                        Kind.COSIGN,
                        "its envelope holds no signature",
                        (yard, digest) -> refer(
                                yard,
                                digest,
                                bundle(envelope(statement(digest.toString(), SIGNED, "{}"), OURS)
                                        .replaceAll("\\[\\{\"sig.*?}]", "[]")))),
                of(
                        "a bundle that is none",
                        Kind.COSIGN,
                        "the bundle is no JSON",
                        (yard, digest) -> refer(yard, digest, "<html>")),
                of(
                        "an artifact of another type",
                        Kind.COSIGN,
                        "",
                        (yard, digest) -> yard.refer(digest, BUNDLE + "x", document(BUNDLE, "{}")),
                        true),
                of(
                        "a tampered attestation",
                        Kind.PROVENANCE,
                        "it is signed with another key",
                        (yard, digest) -> yard.tagged(
                                digest,
                                ".att",
                                document(
                                        ENVELOPE,
                                        envelope(statement(OTHER, SLSA, "{}"), OURS)
                                                .replace(
                                                        CosignSigning.base64(statement(OTHER, SLSA, "{}")
                                                                .getBytes(UTF_8)),
                                                        CosignSigning.base64(statement(digest.toString(), SLSA, "{}")
                                                                .getBytes(UTF_8)))),
                                Map.of())),
                of(
                        "an attestation of another image",
                        Kind.PROVENANCE,
                        "it is about another image (" + OTHER + ")",
                        (yard, digest) -> yard.tagged(
                                digest,
                                ".att",
                                document(ENVELOPE, envelope(statement(OTHER, SLSA, "{}"), OURS)),
                                Map.of())),
                of(
                        "an attestation of something else",
                        Kind.PROVENANCE,
                        "it says https://example.dev/scan, which is not asked for",
                        (yard, digest) -> yard.tagged(
                                digest,
                                ".att",
                                document(
                                        ENVELOPE,
                                        envelope(statement(digest.toString(), "https://example.dev/scan", "{}"), OURS)),
                                Map.of())),
                of(
                        "an attestation by another builder",
                        Kind.PROVENANCE,
                        "it was built by 'https://laptop', not by https://builder",
                        (yard, digest) -> yard.tagged(
                                digest,
                                ".att",
                                document(
                                        ENVELOPE,
                                        envelope(
                                                statement(
                                                        digest.toString(),
                                                        SLSA,
                                                        "{\"runDetails\":{\"builder\":{\"id\":\"https://laptop\"}}}"),
                                                OURS)),
                                Map.of())),
                of(
                        "an attestation without a builder",
                        Kind.PROVENANCE,
                        "it was built by '', not by https://builder",
                        (yard, digest) -> yard.tagged(
                                digest,
                                ".att",
                                document(ENVELOPE, envelope(statement(digest.toString(), SLSA, "{}"), OURS)),
                                Map.of())));
    }

    private static Arguments of(
            String what, Kind kind, String reason, BiConsumer<Yard, Digest> attack, boolean missing) {
        return Arguments.of(what, kind, missing ? "it has no cosign signature" : reason, attack);
    }

    private static void refer(Yard yard, Digest digest, String bundle) {
        yard.refer(digest, BUNDLE, document(BUNDLE, bundle));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void doesNotCount(String what, Kind kind, @Nullable String reason, BiConsumer<Yard, Digest> attack) {
        Digest digest = yard.push("1.0.0");
        attack.accept(yard, digest);

        Verdict verdict = verdict(rule(kind, List.of()), digest);

        assertThat(verdict.verified()).as("%s: %s", what, verdict).isFalse();
        assertThat(verdict.outcome()).isNotEqualTo(Outcome.NOT_EVALUATED);
        if (reason != null) {
            assertThat(verdict.words()).isEqualTo("ours: " + reason);
        }
    }

    @Test
    void manySignaturesOfOthersAreLookedAtToABound() {
        Digest digest = yard.push("1.0.0");
        for (int i = 0; i < 40; i++) {
            refer(yard, digest, bundle(envelope(statement(digest.toString(), SIGNED, "{\"n\":" + i + "}"), THEIRS)));
        }
        int before = yard.requests();

        Verdict verdict = verdict(rule(Kind.COSIGN, List.of()), digest);

        assertThat(verdict.words()).isEqualTo("ours: none of 32 signatures counts: it is signed with another key");
        assertThat(yard.requests() - before).isLessThan(70);
    }

    @Test
    void aRuleMayAllowOtherNames() {
        Digest digest = yard.push("1.0.0");
        CosignSigning.sign(yard, digest, "contoso.azurecr.io/shop/api", OURS);

        assertThat(verdict(rule(Kind.COSIGN, List.of("contoso.azurecr.io/shop/api")), digest)
                        .verified())
                .isTrue();
        assertThat(verdict(rule(Kind.COSIGN, List.of("*")), digest).verified()).isTrue();
        assertThat(verdict(rule(Kind.COSIGN, List.of("contoso.azurecr.io/shop")), digest)
                        .verified())
                .isFalse();
    }

    @Test
    void oneGoodSignatureAmongOthersIsEnough() {
        Digest digest = yard.push("1.0.0");
        CosignSigning.sign(yard, digest, yard.image().toString(), THEIRS);
        refer(yard, digest, "<html>");
        refer(yard, digest, bundle(envelope(statement(digest.toString(), SIGNED, "{}"), OURS)));

        assertThat(verdict(rule(Kind.COSIGN, List.of()), digest))
                .isEqualTo(new Verdict(Outcome.VERIFIED, "ours: signed with ours.pub"));
    }

    @Test
    void whatARegistryDoesNotTellIsNotEvaluated() {
        Digest digest = Digest.parse(OTHER);
        Verdict verdict = new SignatureVerifier(yard.registries(), Instant.now())
                .verify(List.of(rule(Kind.COSIGN, List.of())), ImageName.parse(yard.host() + "/never/pushed"), digest)
                .get(0);

        assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_EVALUATED);
        assertThat(verdict.words())
                .isEqualTo("ours: the registry does not tell (the registry knows no such repository)");
    }

    private Verdict verdict(SignatureRule rule, Digest digest) {
        return new SignatureVerifier(yard.registries(), Instant.now())
                .verify(List.of(rule), yard.image(), digest)
                .get(0);
    }

    private static SignatureRule rule(Kind kind, List<String> signedAs) {
        Signers keys = new Signers.Keys(
                List.of(new TrustedKey("ours.pub", PublicKeys.parse(CosignSigning.publicPem(OURS), "ours.pub"))));
        Terms terms = kind == Kind.PROVENANCE
                ? new Terms(Terms.SLSA, Optional.of(TextMatch.exactly("https://builder")), Optional.empty())
                : Terms.NONE;
        return new SignatureRule("ours", kind, keys, signedAs, terms);
    }
}
