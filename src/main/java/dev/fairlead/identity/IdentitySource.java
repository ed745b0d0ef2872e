package dev.fairlead.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where an identity comes from. */
public enum IdentitySource {
    /** Environment, workload identity, managed identity, then the developer's tools, whichever is there first. */
    CHAIN("azure", "Azure identity"),
    /** A Kubernetes service account's token, federated with an Entra application. */
    WORKLOAD_IDENTITY("workload-identity", "Azure workload identity"),
    /** The identity of the Azure machine, pod or app that this runs on. */
    MANAGED_IDENTITY("managed-identity", "Azure managed identity"),
    /** Whoever is signed in at the Azure CLI. */
    CLI("azure-cli", "Azure CLI user"),
    /** An application with a secret or certificate in {@code AZURE_CLIENT_SECRET} or {@code AZURE_CLIENT_CERTIFICATE_PATH}. */
    SERVICE_PRINCIPAL("service-principal", "Azure service principal");

    private final String word;
    private final String who;

    IdentitySource(String word, String who) {
        this.word = word;
        this.who = who;
    }

    /** The source of this word in settings, for example {@code workload-identity}. */
    public static Optional<IdentitySource> named(String word) {
        return Arrays.stream(values())
                .filter(source -> source.word.equals(word.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** In settings. */
    public String word() {
        return word;
    }

    /** In messages. */
    String who() {
        return who;
    }
}
