package io.jenkins.plugins.fairlead.connect;

import hudson.AbortException;
import io.jenkins.plugins.fairlead.access.RegistryEntry;
import io.jenkins.plugins.fairlead.access.Settings;
import io.jenkins.plugins.fairlead.login.Logins;
import io.jenkins.plugins.fairlead.login.ResolvedLogin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who a run is to registries. A credential that is missing stops the steps that are sure to need it, and no others: where only a
 * configuration in the repository tells which registries are asked, the one that lacks it is asked as nobody, which is told, and
 * never as somebody else.
 */
final class RegistryLogins {
    private final Map<String, ResolvedLogin> logins = new HashMap<>();
    private final List<String> notes = new ArrayList<>();

    private RegistryLogins() {}

    /** @param id the credential that the step names for its images' registries; empty for none */
    static RegistryLogins find(AccessResolver.OwnLogins own, String id, Settings settings, AskedRegistries asked)
            throws AbortException {
        RegistryLogins found = new RegistryLogins();
        Set<String> hosts = asked.hosts();
        if (!id.isEmpty()) {
            for (String host : hosts) {
                found.logins.put(host, own.find(id, host));
            }
            if (hosts.isEmpty() && asked.others()) {
                found.notes.add("registryCredentialsId: the step names no image whose registry it is for;"
                        + " registries are asked as Fairlead's settings say");
            }
        }
        for (RegistryEntry entry : settings.registryEntries()) {
            found.configured(entry, hosts, asked.others());
        }
        return found;
    }

    private void configured(RegistryEntry entry, Set<String> hosts, boolean others) throws AbortException {
        String host = RegistryHost.known(entry.host());
        boolean needed = hosts.contains(host);
        if (entry.credentialsId().isEmpty() || logins.containsKey(host) || !(needed || others)) {
            return;
        }
        try {
            ResolvedLogin login = Logins.ofSettings(entry.credentialsId(), entry.host());
            if (!login.isForRegistries()) {
                throw new AbortException(
                        "credential '" + entry.credentialsId() + "': Fairlead's settings name it for " + host
                                + ", and neither a secret text nor an SSH key signs in to a registry; correct the"
                                + " settings");
            }
            logins.put(host, login);
        } catch (AbortException e) {
            if (needed) {
                throw e;
            }
            logins.put(host, ResolvedLogin.nobody());
            notes.add(host + " is asked without signing in: " + e.getMessage());
        }
    }

    /** By host. */
    Map<String, ResolvedLogin> logins() {
        return logins;
    }

    /** What people should know of it. */
    List<String> notes() {
        return notes;
    }
}
