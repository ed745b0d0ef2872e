package dev.fairlead.signature;

import static dev.fairlead.signature.CosignSigning.base64;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;

/**
 * A Sigstore of a test's own: an authority as Fulcio is (certificates of ten minutes, with the timestamp of RFC 6962 that a
 * log has signed), a log as Rekor is (promises, and a tree of one entry), and the trusted root that names both.
 */
final class Sigstore {
    private static final ASN1ObjectIdentifier ISSUER = new ASN1ObjectIdentifier("1.3.6.1.4.1.57264.1.8");
    private static final ASN1ObjectIdentifier TIMESTAMPS = new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2");
    private static final String HOST = "rekor.test";
    private static final int LIFE = 600;

    final Authority fulcio = Authority.make("CN=Fulcio,O=test");
    final KeyPair rekor = Authority.pair();
    final KeyPair timestamps = Authority.pair();
    final Instant signing = Instant.parse("2026-10-01T12:00:00Z");

    /** Who signs, with a certificate of this Sigstore's. */
    record Signer(X509Certificate certificate, KeyPair keys) {
        String pem() {
            return Authority.pem(certificate);
        }
    }

    String trustedRoot() {
        return """
                {"mediaType":"application/vnd.dev.sigstore.trustedroot+json;version=0.1",
                 "tlogs":[%s],"ctlogs":[%s],"timestampAuthorities":[],
                 "certificateAuthorities":[{"subject":{"organization":"test","commonName":"Fulcio"},
                   "uri":"https://fulcio.test","certChain":{"certificates":[{"rawBytes":"%s"}]},
                   "validFor":{"start":"2020-01-01T00:00:00Z"}}]}
                """.formatted(
                        log("https://" + HOST, rekor), log("https://ct.test", timestamps), der(fulcio.certificate()));
    }

    private static String log(String url, KeyPair keys) {
        byte[] key = keys.getPublic().getEncoded();
        return """
                {"baseUrl":"%s","hashAlgorithm":"SHA2_256","publicKey":{"rawBytes":"%s",
                 "keyDetails":"PKIX_ECDSA_P256_SHA_256","validFor":{"start":"2020-01-01T00:00:00Z"}},
                 "logId":{"keyId":"%s"}}""".formatted(url, base64(key), base64(Yard.sha256(key)));
    }

    /** Certifies an identity for ten minutes; the timestamp is signed with these keys, or missing. */
    Signer certify(String uri, String issuer, Optional<KeyPair> timestampedBy) {
        try {
            KeyPair keys = Authority.pair();
            var builder = new JcaX509v3CertificateBuilder(
                            fulcio.certificate(),
                            BigInteger.valueOf(signing.toEpochMilli()),
                            Date.from(signing),
                            Date.from(signing.plusSeconds(LIFE)),
                            new X500Principal(""),
                            keys.getPublic())
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(
                            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_codeSigning))
                    .addExtension(
                            Extension.subjectAlternativeName,
                            true,
                            new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, uri)))
                    .addExtension(ISSUER, false, new DERUTF8String(issuer));
            if (timestampedBy.isPresent()) {
                X509Certificate before = Authority.signed(builder, fulcio.keys().getPrivate());
                byte[] list = timestampList(before.getTBSCertificate(), timestampedBy.get());
                builder.addExtension(TIMESTAMPS, false, new DEROctetString(list));
            }
            return new Signer(Authority.signed(builder, fulcio.keys().getPrivate()), keys);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    Signer certify(String uri, String issuer) {
        return certify(uri, issuer, Optional.of(timestamps));
    }

    /** RFC 6962, sections 3.2 and 3.3. */
    private byte[] timestampList(byte[] tbs, KeyPair keys) throws IOException {
        long time = signing.toEpochMilli();
        byte[] signed = bytes(out -> {
            out.write(0);
            out.write(0);
            out.writeLong(time);
            out.writeShort(1);
            out.write(Yard.sha256(fulcio.keys().getPublic().getEncoded()));
            out.write(tbs.length >> 16);
            out.writeShort(tbs.length);
            out.write(tbs);
            out.writeShort(0);
        });
        byte[] signature = CosignSigning.signature(signed, keys);
        byte[] timestamp = bytes(out -> {
            out.write(0);
            out.write(Yard.sha256(keys.getPublic().getEncoded()));
            out.writeLong(time);
            out.writeShort(0);
            out.write(4);
            out.write(3);
            out.writeShort(signature.length);
            out.write(signature);
        });
        return bytes(out -> {
            out.writeShort(timestamp.length + 2);
            out.writeShort(timestamp.length);
            out.write(timestamp);
        });
    }

    /** The bundle of an envelope that the log has recorded. */
    String bundle(String envelope, Signer signer, String body, Instant logged, KeyPair log) {
        byte[] id = Yard.sha256(rekor.getPublic().getEncoded());
        byte[] bodyBytes = body.getBytes(UTF_8);
        byte[] leaf = new byte[bodyBytes.length + 1];
        System.arraycopy(bodyBytes, 0, leaf, 1, bodyBytes.length);
        byte[] root = Yard.sha256(leaf);
        return """
                {"mediaType":"%s","verificationMaterial":{"certificate":{"rawBytes":"%s"},"tlogEntries":[\
                {"logIndex":"0","logId":{"keyId":"%s"},"kindVersion":{"kind":"dsse","version":"0.0.1"},\
                "integratedTime":"%d","inclusionPromise":{"signedEntryTimestamp":"%s"},"inclusionProof":{"logIndex":"0",\
                "rootHash":"%s","treeSize":"1","hashes":[],"checkpoint":{"envelope":"%s"}},\
                "canonicalizedBody":"%s"}]},"dsseEnvelope":%s}""".formatted(
                        CosignSigning.BUNDLE,
                        der(signer.certificate()),
                        base64(id),
                        logged.getEpochSecond(),
                        base64(promise(bodyBytes, logged, log)),
                        base64(root),
                        checkpoint(root, log).replace("\n", "\\n"),
                        base64(bodyBytes),
                        envelope);
    }

    private String checkpoint(byte[] root, KeyPair log) {
        String head = HOST + " - 1\n1\n" + base64(root) + "\n";
        byte[] signature = CosignSigning.signature(head.getBytes(UTF_8), log);
        byte[] hint = Arrays.copyOf(Yard.sha256(rekor.getPublic().getEncoded()), 4 + signature.length);
        System.arraycopy(signature, 0, hint, 4, signature.length);
        return head + "\n\u2014 " + HOST + " " + base64(hint) + "\n";
    }

    private byte[] promise(byte[] body, Instant logged, KeyPair log) {
        String content = """
                {"body":"%s","integratedTime":%d,"logID":"%s","logIndex":0}""".formatted(base64(body), logged.getEpochSecond(), logId());
        return CosignSigning.signature(content.getBytes(UTF_8), log);
    }

    private String logId() {
        return HexFormat.of().formatHex(Yard.sha256(rekor.getPublic().getEncoded()));
    }

    /** What Rekor writes of an envelope. */
    static String dsseBody(String envelope, byte[] payload, String signature, Signer signer) {
        return """
                {"apiVersion":"0.0.1","kind":"dsse","spec":{"envelopeHash":{"algorithm":"sha256","value":"%s"},\
                "payloadHash":{"algorithm":"sha256","value":"%s"},"signatures":[{"signature":"%s","verifier":"%s"}]}}""".formatted(
                        hex(envelope.getBytes(UTF_8)),
                        hex(payload),
                        signature,
                        base64(signer.pem().getBytes(UTF_8)));
    }

    /** What Rekor writes of a payload. */
    static String recordBody(byte[] payload, byte[] signature, Signer signer) {
        return """
                {"apiVersion":"0.0.1","kind":"hashedrekord","spec":{"data":{"hash":{"algorithm":"sha256","value":"%s"}},\
                "signature":{"content":"%s","publicKey":{"content":"%s"}}}}""".formatted(
                        hex(payload), base64(signature), base64(signer.pem().getBytes(UTF_8)));
    }

    /** The annotations of a payload that cosign 2 attaches. */
    Map<String, String> annotations(byte[] signature, Signer signer, String body, Instant logged, KeyPair log) {
        String promise = """
                {"SignedEntryTimestamp":"%s","Payload":{"body":"%s","integratedTime":%d,"logIndex":0,"logID":"%s"}}""".formatted(
                        base64(promise(body.getBytes(UTF_8), logged, log)),
                        base64(body.getBytes(UTF_8)),
                        logged.getEpochSecond(),
                        logId());
        return Map.of(
                "dev.cosignproject.cosign/signature",
                base64(signature),
                "dev.sigstore.cosign/certificate",
                signer.pem(),
                "dev.sigstore.cosign/bundle",
                promise);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(Yard.sha256(bytes));
    }

    private static String der(X509Certificate certificate) {
        try {
            return base64(certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private static byte[] bytes(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
