package dev.fairlead.signature;

import dev.fairlead.demo.registry.TinyImage.Document;
import dev.fairlead.image.Digest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Signs as cosign does, or nearly so. */
public final class CosignSigning {
    public static final String SIMPLE = "application/vnd.dev.cosign.simplesigning.v1+json";
    static final String BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json";
    static final String ENVELOPE = "application/vnd.dsse.envelope.v1+json";
    static final String SIGNED = "https://sigstore.dev/cosign/sign/v1";
    private static final String SIGNATURE = "dev.cosignproject.cosign/signature";

    private CosignSigning() {}

    public static KeyPair keys() {
        return Authority.pair();
    }

    public static String publicPem(KeyPair keys) {
        return Authority.pem("PUBLIC KEY", keys.getPublic().getEncoded());
    }

    /** Signs an image under a repository's name and attaches the signature. */
    public static void sign(Yard yard, Digest digest, String repository, KeyPair keys) {
        attach(yard, digest, payload(digest.toString(), repository), keys);
    }

    static void attach(Yard yard, Digest to, String payload, KeyPair keys) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        yard.tagged(to, ".sig", Yard.document(SIMPLE, bytes), Map.of(SIGNATURE, base64(signature(bytes, keys))));
    }

    static String payload(String digest, String repository) {
        return """
                {"critical":{"identity":{"docker-reference":"%s"},"image":{"docker-manifest-digest":"%s"},\
                "type":"cosign container image signature"},"optional":null}""".formatted(repository, digest);
    }

    static String statement(String digest, String predicateType, String predicate) {
        return """
                {"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"x","digest":{"sha256":"%s"}}],\
                "predicateType":"%s","predicate":%s}""".formatted(digest.replace("sha256:", ""), predicateType, predicate);
    }

    static String envelope(String statement, KeyPair keys) {
        byte[] payload = statement.getBytes(StandardCharsets.UTF_8);
        byte[] signed = new Dsse(Dsse.IN_TOTO, payload, List.of()).signedBytes();
        return """
                {"payloadType":"%s","payload":"%s","signatures":[{"sig":"%s"}]}""".formatted(Dsse.IN_TOTO, base64(payload), base64(signature(signed, keys)));
    }

    static String bundle(String envelope) {
        return """
                {"mediaType":"%s","verificationMaterial":{"publicKey":{"hint":"x"}},"dsseEnvelope":%s}""".formatted(BUNDLE, envelope);
    }

    static Document document(String mediaType, String text) {
        return Yard.document(mediaType, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] signature(byte[] message, KeyPair keys) {
        try {
            Signature signer = Signature.getInstance("SHA256withECDSA");
            signer.initSign(keys.getPrivate());
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
