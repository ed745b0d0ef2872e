package dev.fairlead.registry.auth;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the credential for one registry when it is first needed, and keeps it. Finding may run a helper or ask Azure; a
 * failure is not kept, so that the next question tries again.
 */
public final class CredentialSource {
    private final Supplier<Credential> finder;
    private @Nullable Credential found;

    private CredentialSource(Supplier<Credential> finder) {
        this.finder = finder;
    }

    /** A source that finds by this supplier, once. */
    public static CredentialSource of(Supplier<Credential> finder) {
        return new CredentialSource(finder);
    }

    /**
     * The credential.
     *
     * @throws dev.fairlead.registry.RegistryException if it cannot be had
     */
    public synchronized Credential get() {
        Credential known = found;
        if (known == null) {
            known = finder.get();
            found = known;
        }
        return known;
    }
}
