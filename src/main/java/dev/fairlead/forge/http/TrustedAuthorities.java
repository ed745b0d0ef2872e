package dev.fairlead.forge.http;

import dev.fairlead.Problem;
import dev.fairlead.forge.ForgeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The JVM's trusted certificate authorities and some more. */
final class TrustedAuthorities {
    private TrustedAuthorities() {}

    static SSLContext context(List<Path> pemFiles) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int count = 0;
            for (TrustManager manager : managers(null)) {
                if (manager instanceof X509TrustManager x509) {
                    for (X509Certificate authority : x509.getAcceptedIssuers()) {
                        store.setCertificateEntry("jvm" + count++, authority);
                    }
                }
            }
            for (Path file : pemFiles) {
                for (Certificate authority : read(file)) {
                    store.setCertificateEntry("own" + count++, authority);
                }
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(store), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw unreadable("certificate authorities", e);
        }
    }

    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static Iterable<? extends Certificate> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in);
        } catch (GeneralSecurityException | IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    private static ForgeException unreadable(String place, Exception e) {
        return new ForgeException(
                ForgeException.Kind.CONFIGURATION,
                new Problem(
                        place,
                        "these certificates cannot be read (" + e.getMessage() + ")",
                        "give a PEM file with one or more BEGIN CERTIFICATE blocks"),
                e);
    }
}
