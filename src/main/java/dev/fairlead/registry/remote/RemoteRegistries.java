package dev.fairlead.registry.remote;

import dev.fairlead.Problem;
import dev.fairlead.image.ImageName;
import dev.fairlead.registry.Registries;
import dev.fairlead.registry.Registry;
import dev.fairlead.registry.RegistryException;
import dev.fairlead.registry.RegistryProbe;
import dev.fairlead.registry.RegistrySettings;
import dev.fairlead.registry.acr.AcrCloud;
import dev.fairlead.registry.acr.AcrRegistry;
import dev.fairlead.registry.acr.EntraIdentities;
import dev.fairlead.registry.auth.CredentialSource;
import dev.fairlead.registry.http.RegistryHttp;
import dev.fairlead.registry.oci.OciRegistry;
import dev.fairlead.registry.retry.Time;
import dev.fairlead.registry.wire.JdkWire;
import dev.fairlead.registry.wire.Origin;
import dev.fairlead.registry.wire.Wire;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registries over the network. A host of ACR's domains, or one that the settings name, is asked by ACR's own API; every
 * other by the OCI distribution API. One HTTP client serves all.
 */
public final class RemoteRegistries implements Registries {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteRegistries.class);
    private static final String HUB = "docker.io";
    private static final String HUB_API = "registry-1.docker.io";

    private final RegistrySettings settings;
    private final SignIns signIns;
    private final Wire wire;
    private final Time time;
    private final Map<String, Opened> opened = new ConcurrentHashMap<>();

    private record Opened(RegistryHttp http, Registry registry) {}

    private RemoteRegistries(RegistrySettings settings, SignIns signIns, Wire wire, Time time) {
        this.settings = settings;
        this.signIns = signIns;
        this.wire = wire;
        this.time = time;
    }

    /** Registries by these settings. Nothing is contacted yet. */
    public static RemoteRegistries open(RegistrySettings settings) {
        return open(settings, System.getenv(), JdkWire.of(settings), Time.system());
    }

    /**
     * Registries with parts of the caller's.
     *
     * @param environment where Azure identities find their names and secrets
     */
    public static RemoteRegistries open(
            RegistrySettings settings, Map<String, String> environment, Wire wire, Time time) {
        SignIns signIns = new SignIns(settings, new EntraIdentities(settings, environment));
        return new RemoteRegistries(settings, signIns, wire, time);
    }

    @Override
    public Registry forImage(ImageName image) {
        return opened(image.registry()).registry();
    }

    private Opened opened(String host) {
        return opened.computeIfAbsent(host, this::open);
    }

    private Opened open(String host) {
        String api = host.equals(HUB) ? HUB_API : host;
        String scheme = settings.plainHttpHosts().contains(host) ? "http" : "https";
        Origin origin = Origin.of(URI.create(scheme + "://" + api));
        Optional<AcrCloud> cloud = AcrCloud.of(host, settings.acr());
        CredentialSource credentials = CredentialSource.of(() -> signIns.find(host, cloud));
        RegistryHttp http = RegistryHttp.open(host, origin, cloud.isPresent(), credentials, settings, wire, time);
        return new Opened(http, cloud.isPresent() ? new AcrRegistry(http) : new OciRegistry(http));
    }

    @Override
    public RegistryProbe probe(String host) {
        try {
            Opened registry = opened(host);
            registry.http().reach();
            return new RegistryProbe(host, true, registry.http().who(), Optional.empty(), Optional.empty());
        } catch (RegistryException e) {
            return failed(host, Optional.empty(), e);
        }
    }

    @Override
    public RegistryProbe probe(ImageName image) {
        String host = image.registry();
        try {
            Opened registry = opened(host);
            boolean any = registry.registry().tags(image).iterator().hasNext();
            LOG.debug("{} lists {} tags", image, any ? "some" : "no");
            return new RegistryProbe(host, true, registry.http().who(), Optional.of(true), Optional.empty());
        } catch (RegistryException e) {
            return failed(host, Optional.of(false).filter(any -> e.status().isPresent()), e);
        }
    }

    private RegistryProbe failed(String host, Optional<Boolean> canList, RegistryException e) {
        boolean reachable = e.status().isPresent();
        return new RegistryProbe(host, reachable, who(host), canList, Optional.of(e.problem()));
    }

    private String who(String host) {
        try {
            return opened(host).http().who();
        } catch (RegistryException e) {
            Problem problem = e.problem();
            return "nobody: " + problem.place() + ": " + problem.cause();
        }
    }

    @Override
    public void close() {
        opened.values().forEach(one -> one.registry().close());
        opened.clear();
    }
}
