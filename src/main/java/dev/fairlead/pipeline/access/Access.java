package dev.fairlead.pipeline.access;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a step may use.
 *
 * @param registries who it is to a registry, by host
 * @param registry who it is to every other registry
 * @param git who it is to the Git server of the config repository
 * @param forge who it is to the forge of the config repository
 * @param network the way to them
 * @param cache where mirrors of config repositories are kept; it may be deleted at any time
 * @param local whether config repositories may be folders of this machine
 * @param environment the variables of the machine or build that runs the step, read for {@link Login.Machine} and for metadata
 */
public record Access(
        Map<String, Login> registries,
        Login registry,
        Login git,
        Login forge,
        Network network,
        Path cache,
        boolean local,
        Map<String, String> environment) {
    public Access {
        registries = Map.copyOf(registries);
        environment = Map.copyOf(environment);
    }

    /** Without the environment, which may hold secrets. */
    @Override
    public String toString() {
        return "Access[registries=" + registries + ", registry=" + registry + ", git=" + git + ", forge=" + forge
                + ", network=" + network + ", cache=" + cache + ", local=" + local + "]";
    }
}
