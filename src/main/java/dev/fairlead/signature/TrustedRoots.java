package dev.fairlead.signature;

import dev.sigstore.trustroot.SigstoreConfigurationException;
import dev.sigstore.trustroot.SigstoreTrustedRoot;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

/** Reads a {@code trusted_root.json}. */
final class TrustedRoots {
    private TrustedRoots() {}

    static SigstoreTrustedRoot read(String json) throws SigstoreConfigurationException {
        return SigstoreTrustedRoot.from(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }
}
