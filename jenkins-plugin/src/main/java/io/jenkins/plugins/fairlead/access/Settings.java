package io.jenkins.plugins.fairlead.access;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import java.util.List;

/** What administrators say for every step. The first implementation that is installed counts; without one, nothing is said. */
public interface Settings extends ExtensionPoint {
    /** Registries that have a credential, or need to be spoken to in another way than others. */
    default List<RegistryEntry> registryEntries() {
        return List.of();
    }

    /** Config repositories that have a credential, or whose forge the URL does not tell. */
    default List<RepositoryEntry> repositoryEntries() {
        return List.of();
    }

    /** PEM texts of authorities to trust beside the JVM's own. */
    default List<String> trustedAuthorities() {
        return List.of();
    }

    /** The Entra endpoint that signs identities in; empty for the public one. */
    default String entraAuthority() {
        return "";
    }

    /** Bounds on what steps use. */
    default Limits limits() {
        return Limits.DEFAULT;
    }

    /** The settings of this Jenkins. */
    static Settings current() {
        return ExtensionList.lookup(Settings.class).stream().findFirst().orElseGet(NoSettings::new);
    }
}
