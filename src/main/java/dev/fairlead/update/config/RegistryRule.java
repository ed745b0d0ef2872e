package dev.fairlead.update.config;

import dev.fairlead.image.ImageName;
import java.util.Optional;

/**
 * What has to be known of a registry beside its host. Who signs in is the runner's affair and never written here.
 *
 * @param host the registry's host, with its port where it has one
 * @param azure whether it is Azure Container Registry; by its host where empty
 * @param plainHttp asked without TLS
 * @param certificateAuthority a PEM file in the config repository, trusted for registries beside the JVM's own
 */
public record RegistryRule(
        String host, Optional<Boolean> azure, boolean plainHttp, Optional<String> certificateAuthority) {
    /** Whether an image of this name lives there. */
    public boolean holds(ImageName image) {
        return image.registry().equals(host);
    }
}
