package dev.fairlead.signature;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Public keys and certificates in PEM, and signatures that cosign makes with such keys. */
public final class PublicKeys {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----");
    private static final List<String> ALGORITHMS = List.of("EC", "RSA", "Ed25519");
    private static final int MIN_RSA_BITS = 2048;

    private PublicKeys() {}

    /**
     * The key of a PEM file as {@code cosign generate-key-pair} and {@code openssl pkey -pubout} write it.
     *
     * @param place the file, for messages
     * @throws FairleadException if it holds no key that can be used
     */
    public static PublicKey parse(String pem, String place) {
        Matcher found = PEM.matcher(pem);
        if (found.find()) {
            byte[] encoded = Base64.getMimeDecoder().decode(found.group(1));
            Optional<PublicKey> key = ALGORITHMS.stream()
                    .flatMap(algorithm -> key(algorithm, encoded).stream())
                    .findFirst();
            if (key.isPresent()) {
                return strong(key.get(), place);
            }
        }
        throw new FairleadException(new Problem(
                place,
                "it holds no public key (ECDSA, RSA or Ed25519)",
                "commit the file that 'cosign public-key' prints, which begins with -----BEGIN PUBLIC KEY-----"));
    }

    private static Optional<PublicKey> key(String algorithm, byte[] encoded) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException ofAnotherAlgorithm) {
            return Optional.empty();
        }
    }

    private static PublicKey strong(PublicKey key, String place) {
        if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() < MIN_RSA_BITS) {
            throw new FairleadException(new Problem(
                    place, "an RSA key of " + rsa.getModulus().bitLength() + " bits is too weak", "use a longer key"));
        }
        return key;
    }

    /**
     * The certificates of a PEM file.
     *
     * @param place the file, for messages
     * @throws FairleadException if it holds none
     */
    public static List<X509Certificate> certificates(String pem, String place) {
        try {
            List<X509Certificate> all = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (!all.isEmpty()) {
                return all;
            }
        } catch (CertificateException e) {
            throw new FairleadException(
                    new Problem(place, "it holds no certificate", "commit the authority's certificate in PEM"), e);
        }
        throw new FairleadException(
                new Problem(place, "it holds no certificate", "commit the authority's certificate in PEM"));
    }

    /** Whether the key has signed the message in the way in which cosign signs with such a key. */
    static boolean signed(PublicKey key, byte[] message, byte[] signature) {
        return algorithms(key).stream().anyMatch(algorithm -> signed(algorithm, key, message, signature));
    }

    private static List<String> algorithms(PublicKey key) {
        if (key instanceof ECPublicKey curve) {
            int bits = curve.getParams().getCurve().getField().getFieldSize();
            return List.of(
                    "SHA256withECDSA",
                    bits > 384 ? "SHA512withECDSA" : bits > 256 ? "SHA384withECDSA" : "SHA256withECDSA");
        }
        return List.of(key instanceof RSAPublicKey ? "SHA256withRSA" : "Ed25519");
    }

    private static boolean signed(String algorithm, PublicKey key, byte[] message, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(algorithm);
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }
}
