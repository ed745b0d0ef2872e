package io.jenkins.plugins.fairlead.connect;

import dev.fairlead.pipeline.access.Network;
import hudson.ProxyConfiguration;
import io.jenkins.plugins.fairlead.access.RegistryEntry;
import io.jenkins.plugins.fairlead.access.Settings;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.remoting.SerializableOnlyOverRemoting;

/** The way to servers, as Jenkins and its administrators say. */
final class Route implements SerializableOnlyOverRemoting {
    private static final long serialVersionUID = 1L;

    private final String proxy;
    private final ArrayList<String> noProxy;
    private final ArrayList<String> authorities;
    private final ArrayList<String> plainHttpHosts;
    private final ArrayList<String> acrHosts;
    private final String entraAuthority;
    private final String knownHosts;

    private Route(ProxyConfiguration jenkins, Settings settings) {
        this.proxy = jenkins == null ? "" : "http://" + jenkins.getName() + ":" + jenkins.getPort();
        this.noProxy = jenkins == null ? new ArrayList<>() : hosts(jenkins.getNoProxyHost());
        this.authorities = new ArrayList<>(settings.trustedAuthorities());
        this.plainHttpHosts = new ArrayList<>();
        this.acrHosts = new ArrayList<>();
        for (RegistryEntry entry : settings.registryEntries()) {
            if (entry.plainHttp()) {
                plainHttpHosts.add(entry.host());
            }
            if (entry.acr()) {
                acrHosts.add(entry.host());
            }
        }
        this.entraAuthority = settings.entraAuthority();
        this.knownHosts = HostKeys.current().orElse("");
    }

    static Route current(Settings settings) {
        return new Route(Jenkins.get().getProxy(), settings);
    }

    private static ArrayList<String> hosts(String written) {
        return written == null
                ? new ArrayList<>()
                : new ArrayList<>(Arrays.stream(written.split("[\\s,|]+"))
                        .filter(host -> !host.isEmpty())
                        .toList());
    }

    Network network() {
        return new Network(
                Optional.of(proxy).filter(text -> !text.isEmpty()).map(URI::create),
                List.copyOf(noProxy),
                authorities,
                plainHttpHosts,
                acrHosts,
                Optional.of(entraAuthority).filter(text -> !text.isEmpty()).map(URI::create),
                Optional.of(knownHosts).filter(text -> !text.isEmpty()));
    }
}
