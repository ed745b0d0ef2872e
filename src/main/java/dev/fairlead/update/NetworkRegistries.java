package dev.fairlead.update;

import dev.fairlead.registry.Registries;
import dev.fairlead.registry.RegistrySettings;
import dev.fairlead.registry.remote.RemoteRegistries;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Registries over the network by a runner's settings. The same settings give the same registries, whose connections and
 * tokens then serve many runs. It serves several threads.
 */
public final class NetworkRegistries implements RegistryAccess, AutoCloseable {
    private final RegistrySettings settings;
    private final Map<RegistrySettings, RemoteRegistries> opened = new HashMap<>();

    private NetworkRegistries(RegistrySettings settings) {
        this.settings = settings;
    }

    /** Nothing is contacted before a registry is asked. */
    public static NetworkRegistries of(RegistrySettings settings) {
        return new NetworkRegistries(settings);
    }

    @Override
    public synchronized Registries with(UnaryOperator<RegistrySettings> adjustment) {
        return opened.computeIfAbsent(adjustment.apply(settings), RemoteRegistries::open);
    }

    @Override
    public synchronized void close() {
        opened.values().forEach(RemoteRegistries::close);
        opened.clear();
    }
}
