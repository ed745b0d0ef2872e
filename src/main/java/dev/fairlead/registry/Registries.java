package dev.fairlead.registry;

import dev.fairlead.image.ImageName;

/**
 * Every registry that a run talks to, each opened once. The network's implementation is {@code
 * registry.remote.RemoteRegistries}.
 */
public interface Registries extends AutoCloseable {

    /**
     * The registry that holds this image. The same host gives the same registry; it is closed with these registries and
     * need not be closed by the caller.
     */
    Registry forImage(ImageName image);

    /** Tries the registry of this host, without naming a repository, and tells what happened. Throws nothing. */
    RegistryProbe probe(String host);

    /** Tries to list this repository, and tells what happened. Throws nothing. */
    RegistryProbe probe(ImageName image);

    /** Closes every registry that was opened. */
    @Override
    void close();
}
