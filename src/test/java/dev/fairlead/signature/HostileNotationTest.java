package dev.fairlead.signature;

import static dev.fairlead.signature.CosignSigning.base64;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.image.Digest;
import dev.fairlead.signature.Authority.Leaf;
import dev.fairlead.signature.SignatureRule.Kind;
import dev.fairlead.signature.SignatureRule.Terms;
import dev.fairlead.signature.Verdict.Outcome;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Envelopes of the Notary Project that are made a little otherwise than Notation makes them. */
class HostileNotationTest {
    private static final Authority OURS = Authority.make("CN=Contoso root,O=contoso,C=US");
    private static final Authority THEIRS = Authority.make("CN=Contoso root,O=contoso,C=US");
    private static final Instant NOW = Instant.now();
    private static final String NAME = "CN=release,O=contoso,C=US";
    private static final Leaf GOOD = OURS.leaf(NAME, NOW, 3600);
    private static final String TYPE = "application/vnd.cncf.notary.signature";
    private static final String JWS = "application/jose+json";
    private static final String OTHER = "sha256:" + "ef".repeat(32);

    private final Yard yard = new Yard("shop/api");

    @AfterEach
    void close() {
        yard.close();
    }

    /**
     * An envelope.
     *
     * @param header changes the protected header before it is signed
     * @param payload changes the payload before it is signed
     * @param after changes the envelope when it is signed
     */
    private record Case(
            String name,
            Leaf signer,
            List<String> chain,
            UnaryOperator<String> header,
            UnaryOperator<String> payload,
            UnaryOperator<String> after,
            String reason) {
        static Case of(String name, Leaf signer, Authority above, String reason) {
            UnaryOperator<String> same = text -> text;
            return new Case(name, signer, HostileNotationTest.chain(signer, above), same, same, same, reason);
        }

        Case header(String from, String to) {
            return new Case(name, signer, chain, text -> text.replace(from, to), payload, after, reason);
        }

        Case payload(UnaryOperator<String> change) {
            return new Case(name, signer, chain, header, change, after, reason);
        }

        Case after(UnaryOperator<String> change) {
            return new Case(name, signer, chain, header, payload, change, reason);
        }

        Case chain(List<String> other) {
            return new Case(name, signer, other, header, payload, after, reason);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static List<String> chain(Leaf signer, Authority above) {
        return List.of(der(signer.certificate()), der(above.certificate()));
    }

    private static String der(X509Certificate certificate) {
        try {
            return base64(certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<Arguments> cases() {
        Instant longAgo = NOW.minus(Duration.ofDays(100));
        Leaf expired = OURS.leaf(NAME, longAgo, 3600);
        Leaf later = OURS.leaf(NAME, NOW.plus(Duration.ofDays(1)), 3600);
        Leaf server = OURS.leaf(NAME, NOW, 3600, KeyPurposeId.id_kp_serverAuth);
        Leaf theirs = THEIRS.leaf(NAME, NOW, 3600);
        return Stream.of(
                        Case.of("as it should be", GOOD, OURS, ""),
                        Case.of("without the root in its chain", GOOD, OURS, "")
                                .chain(List.of(der(GOOD.certificate()))),
                        Case.of(
                                "another authority of the same name",
                                theirs,
                                THEIRS,
                                "no trusted authority stands behind"),
                        Case.of(
                                "our root behind another's certificate",
                                theirs,
                                OURS,
                                "no trusted authority stands behind"),
                        Case.of("our certificate and another's key", theirs, OURS, "its signature does not hold")
                                .chain(chain(GOOD, OURS)),
                        Case.of("an expired certificate", expired, OURS, "its certificate has expired"),
                        Case.of("a certificate of tomorrow", later, OURS, "its certificate does not count yet"),
                        Case.of("a server's certificate", server, OURS, "its certificate is not for signing code"),
                        Case.of(
                                "another subject",
                                OURS.leaf("CN=release,O=fabrikam,C=US", NOW, 3600),
                                OURS,
                                "who is not asked for"),
                        Case.of("an expired signature", GOOD, OURS, "the signature has expired on 2020-01-01T00:00:00Z")
                                .header("\"crit\"", "\"io.cncf.notary.expiry\":\"2020-01-01T00:00:00Z\",\"crit\""),
                        Case.of("an expiry that is no time", GOOD, OURS, "its expiry is no time")
                                .header("\"crit\"", "\"io.cncf.notary.expiry\":\"never\",\"crit\""),
                        Case.of("an unknown critical attribute", GOOD, OURS, "it asks for 'x.plugin'")
                                .header("Scheme\"]", "Scheme\",\"x.plugin\"]"),
                        Case.of(
                                        "another scheme",
                                        GOOD,
                                        OURS,
                                        "it is signed by the scheme 'notary.x509.signingAuthority'")
                                .header("\"notary.x509\"", "\"notary.x509.signingAuthority\""),
                        Case.of("another kind of content", GOOD, OURS, "which is not known here")
                                .header("notary.payload.v1", "notary.payload.v2"),
                        Case.of("no algorithm", GOOD, OURS, "its algorithm is none that the Notary Project allows")
                                .header("ES256", "none"),
                        Case.of(
                                        "a symmetric algorithm",
                                        GOOD,
                                        OURS,
                                        "its algorithm is none that the Notary Project allows")
                                .header("ES256", "HS256"),
                        Case.of("another image", GOOD, OURS, "it signs another image (" + OTHER + ")")
                                .payload(text -> text.replaceAll("sha256:[0-9a-f]{64}", OTHER)),
                        Case.of("a payload that was changed", GOOD, OURS, "its signature does not hold")
                                .payload(text -> text.replaceAll("sha256:[0-9a-f]{64}", OTHER))
                                .after(text -> text.replaceFirst("\"payload\":\"[^\"]*", "\"payload\":\"e30")),
                        Case.of("no certificate", GOOD, OURS, "it brings 0 certificates")
                                .chain(List.of()),
                        Case.of("a hundred certificates", GOOD, OURS, "it brings 100 certificates")
                                .chain(Collections.nCopies(100, der(GOOD.certificate()))),
                        Case.of("no envelope", GOOD, OURS, "the envelope is no JSON")
                                .after(text -> "x"))
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isJudged(Case one) {
        Digest digest = yard.push("1.0.0");
        yard.refer(digest, TYPE, Yard.document(JWS, envelope(one, digest).getBytes(UTF_8)));

        Verdict verdict = new SignatureVerifier(yard.registries(), NOW)
                .verify(List.of(rule()), yard.image(), digest)
                .get(0);

        if (one.reason.isEmpty()) {
            assertThat(verdict).isEqualTo(new Verdict(Outcome.VERIFIED, "notary: signed by " + NAME));
        } else {
            assertThat(verdict.outcome()).as("%s", verdict).isEqualTo(Outcome.INVALID);
            assertThat(verdict.words()).contains(one.reason);
        }
    }

    private static String envelope(Case one, Digest digest) {
        String header = one.header.apply("""
                {"alg":"ES256","cty":"application/vnd.cncf.notary.payload.v1+json",\
                "io.cncf.notary.signingScheme":"notary.x509","io.cncf.notary.signingTime":"2026-01-01T00:00:00Z",\
                "crit":["io.cncf.notary.signingScheme"]}""");
        String payload = one.payload.apply("""
                {"targetArtifact":{"mediaType":"application/vnd.oci.image.index.v1+json","digest":"%s","size":1}}""".formatted(digest));
        String signed = url(header.getBytes(UTF_8)) + "." + url(payload.getBytes(UTF_8));
        String signature = url(sign(signed.getBytes(UTF_8), one.signer.key()));
        String chain = String.join("\",\"", one.chain);
        return one.after.apply("""
                {"payload":"%s","protected":"%s","header":{"x5c":[%s]},"signature":"%s"}""".formatted(
                        url(payload.getBytes(UTF_8)),
                        url(header.getBytes(UTF_8)),
                        one.chain.isEmpty() ? "" : "\"" + chain + "\"",
                        signature));
    }

    private static byte[] sign(byte[] message, PrivateKey key) {
        try {
            Signature signer = Signature.getInstance("SHA256withECDSAinP1363Format");
            signer.initSign(key);
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static SignatureRule rule() {
        return new SignatureRule(
                "notary",
                Kind.NOTATION,
                new Signers.Certificates(
                        List.of(OURS.certificate()), List.of(SubjectName.parse("x509.subject: C=US, O=contoso"))),
                List.of(),
                Terms.NONE);
    }
}
