package dev.fairlead.signature;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority that certifies whom a test wants. */
record Authority(X509Certificate certificate, KeyPair keys) {
    private static final AtomicLong SERIAL = new AtomicLong(1);
    private static final long YEARS = 3L * 365 * 24 * 3600;

    /** Somebody whom it has certified. */
    record Leaf(X509Certificate certificate, KeyPair keys) {
        PrivateKey key() {
            return keys.getPrivate();
        }

        String pem() {
            return Authority.pem(certificate);
        }

        String keyPem() {
            return Authority.pem("PRIVATE KEY", keys.getPrivate().getEncoded());
        }
    }

    static Authority make(String name) {
        try {
            KeyPair keys = pair();
            Instant begin = Instant.now().minusSeconds(YEARS / 2);
            X500Principal subject = new X500Principal(name);
            var builder = new JcaX509v3CertificateBuilder(
                            subject,
                            BigInteger.valueOf(SERIAL.getAndIncrement()),
                            Date.from(begin),
                            Date.from(begin.plusSeconds(YEARS)),
                            subject,
                            keys.getPublic())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            return new Authority(signed(builder, keys.getPrivate()), keys);
        } catch (CertIOException e) {
            throw new IllegalStateException(e);
        }
    }

    Leaf leaf(String name, Instant begin, long seconds) {
        return leaf(name, begin, seconds, KeyPurposeId.id_kp_codeSigning);
    }

    Leaf leaf(String name, Instant begin, long seconds, KeyPurposeId purpose) {
        try {
            KeyPair pair = pair();
            var builder = new JcaX509v3CertificateBuilder(
                            certificate,
                            BigInteger.valueOf(SERIAL.getAndIncrement()),
                            Date.from(begin.minusSeconds(1)),
                            Date.from(begin.plusSeconds(seconds)),
                            new X500Principal(name),
                            pair.getPublic())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
            return new Leaf(signed(builder, keys.getPrivate()), pair);
        } catch (CertIOException e) {
            throw new IllegalStateException(e);
        }
    }

    static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey key) {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
        } catch (OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String pem() {
        return pem(certificate);
    }

    static String pem(X509Certificate certificate) {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String pem(String what, byte[] der) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + what + "-----\n";
    }
}
