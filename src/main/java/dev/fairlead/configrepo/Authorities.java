package dev.fairlead.configrepo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Trust in private certificate authorities besides those of the JVM. */
final class Authorities {
    private Authorities() {}

    /** Empty without files: the JVM's own trust does. */
    static Optional<TrustManager[]> trusting(List<Path> pemFiles) {
        if (pemFiles.isEmpty()) {
            return Optional.empty();
        }
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Path file : pemFiles) {
                for (Certificate certificate : read(file)) {
                    store.setCertificateEntry("authority-" + number++, certificate);
                }
            }
            for (X509Certificate known : manager(null).getAcceptedIssuers()) {
                store.setCertificateEntry("known-" + number++, known);
            }
            return Optional.of(new TrustManager[] {manager(store)});
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Iterable<? extends Certificate> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in);
        } catch (GeneralSecurityException | IOException e) {
            throw Failures.invalid(
                    file.toString(), "it cannot be read as PEM certificates (" + e.getMessage() + ")", "name another");
        }
    }

    private static X509TrustManager manager(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
