package dev.fairlead.registry.wire;

import dev.fairlead.Problem;
import dev.fairlead.registry.RegistryException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Which certificates are trusted: those of the JVM, and those that the settings add. */
final class Trust {
    private Trust() {}

    /** A TLS context that trusts these certificate authorities (PEM texts) beside the JVM's own. */
    static SSLContext beside(List<String> pems) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int count = 0;
            for (X509Certificate known : ofTheJvm()) {
                store.setCertificateEntry("jvm-" + count++, known);
            }
            for (String pem : pems) {
                for (Certificate added : certificates(pem)) {
                    store.setCertificateEntry("added-" + count++, added);
                }
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory(store).getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new RegistryException(
                    RegistryException.Kind.SETTINGS,
                    new Problem(
                            "the trusted certificates",
                            "they cannot be loaded: " + e.getMessage(),
                            "check the CA file"),
                    e);
        }
    }

    private static Collection<? extends Certificate> certificates(String pem) throws GeneralSecurityException {
        try {
            var found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
            if (!found.isEmpty()) {
                return found;
            }
        } catch (CertificateException e) {
            throw new CertificateException("a CA file holds something that is no certificate in PEM form", e);
        }
        throw new CertificateException("a CA file holds no certificate in PEM form");
    }

    private static List<X509Certificate> ofTheJvm() throws GeneralSecurityException {
        for (TrustManager manager : factory(null).getTrustManagers()) {
            if (manager instanceof X509TrustManager trust) {
                return List.of(trust.getAcceptedIssuers());
            }
        }
        return List.of();
    }

    /** The default factory; without a store it trusts what the JVM is set to trust. */
    private static TrustManagerFactory factory(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }
}
