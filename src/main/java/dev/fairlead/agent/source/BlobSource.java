package dev.fairlead.agent.source;

import dev.fairlead.registry.RegistrySettings;
import dev.fairlead.registry.Secret;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Files in a container of Azure Blob Storage.
 *
 * @param container its address without a signature, such as {@code https://ACCOUNT.blob.core.windows.net/CONTAINER}
 * @param prefix of the blobs that are meant, which stays part of their paths; empty: all
 * @param access who we are
 * @param http how the service is reached: its proxy, authorities and timeouts
 * @param ignore lines in the syntax of {@code .gitignore}, after those of the container's {@code .sourceignore}
 */
public record BlobSource(URI container, String prefix, Access access, RegistrySettings http, Optional<String> ignore)
        implements SourceSpec {
    public BlobSource {
        container = SourceSpec.withoutSecrets(container);
    }

    /** The whole container. */
    public static BlobSource of(URI container, Access access) {
        return new BlobSource(container, "", access, RegistrySettings.plain(), Optional.empty());
    }

    public BlobSource reachedBy(RegistrySettings changed) {
        return new BlobSource(container, prefix, access, changed, ignore);
    }

    public BlobSource below(String wanted) {
        return new BlobSource(container, wanted, access, http, ignore);
    }

    @Override
    public String place() {
        return container + (prefix.isEmpty() ? "" : "/" + prefix);
    }

    @Override
    public String identity() {
        return SourceSpec.identity("blob", container, prefix, ignore.orElse(""), ignore.isPresent());
    }

    /** Who we are to a storage account. */
    public sealed interface Access {}

    /** Nobody: for containers that are public. */
    public record Anonymous() implements Access {}

    /**
     * One of the account's keys.
     *
     * @param account its name
     * @param key in base 64
     */
    public record SharedKey(String account, Secret key) implements Access {}

    /**
     * A shared access signature that may read and list.
     *
     * @param query with or without its question mark
     */
    public record Sas(Secret query) implements Access {}

    /**
     * An Entra identity that may read blobs.
     *
     * @param token for the audience {@code https://storage.azure.com}; asked for at each use
     */
    public record Entra(Supplier<String> token) implements Access {}
}
