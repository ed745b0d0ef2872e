package dev.fairlead.registry;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How registries are reached. Every value has a default; the {@code with…} methods change one.
 *
 * @param plainHttpHosts the only hosts (with port, where not 80) that are asked without TLS; {@code localhost} is not special
 * @param trustedCas certificates in PEM text, trusted beside the JVM's own
 * @param proxy the proxies on the way
 * @param deadline how long one question may take with all its retries and waits; each page of a listing is a question
 * @param attemptTimeout how long one attempt may take before it counts as failed
 * @param requestsPerSecond how many requests a registry gets a second, after a short burst
 * @param signIn how to sign in where {@code signIns} does not say
 * @param signIns how to sign in, by host
 * @param dockerConfigs Docker's configuration files, of which the first that knows a host is used
 * @param acr what is ACR
 */
public record RegistrySettings(
        Set<String> plainHttpHosts,
        List<String> trustedCas,
        ProxySettings proxy,
        Duration deadline,
        Duration attemptTimeout,
        double requestsPerSecond,
        SignIn signIn,
        Map<String, SignIn> signIns,
        List<Path> dockerConfigs,
        AcrSettings acr) {

    private static final Duration DEADLINE = Duration.ofMinutes(2);
    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(30);

    /** The smallest tier of ACR allows 1,000 reads a minute. */
    private static final double REQUESTS_PER_SECOND = 15;

    public RegistrySettings {
        plainHttpHosts = Set.copyOf(plainHttpHosts);
        trustedCas = List.copyOf(trustedCas);
        signIns = Map.copyOf(signIns);
        dockerConfigs = List.copyOf(dockerConfigs);
    }

    /** The defaults alone, with nothing of this machine: no Docker configuration, no proxy, nobody signed in. */
    public static RegistrySettings plain() {
        return new RegistrySettings(
                Set.of(),
                List.of(),
                ProxySettings.none(),
                DEADLINE,
                ATTEMPT_TIMEOUT,
                REQUESTS_PER_SECOND,
                new SignIn.Anonymous(),
                Map.of(),
                List.of(),
                AcrSettings.publicClouds());
    }

    /**
     * What this process's environment asks for; see {@code docs/registries.md} for its variables.
     *
     * @throws RegistryException if a variable makes no sense, or a file that it names cannot be read
     */
    public static RegistrySettings fromEnvironment() {
        return fromEnvironment(System.getenv());
    }

    /** What this environment asks for. */
    public static RegistrySettings fromEnvironment(Map<String, String> environment) {
        return new EnvironmentSettings(environment).read();
    }

    public RegistrySettings withPlainHttpHost(String host) {
        var hosts = new HashSet<>(plainHttpHosts);
        hosts.add(host.toLowerCase(Locale.ROOT));
        return copy(hosts, trustedCas, proxy, signIn, signIns, dockerConfigs, acr);
    }

    /** One more certificate authority to trust, as PEM text. */
    public RegistrySettings withTrustedCa(String pem) {
        var cas = new ArrayList<>(trustedCas);
        cas.add(pem);
        return copy(plainHttpHosts, cas, proxy, signIn, signIns, dockerConfigs, acr);
    }

    public RegistrySettings withProxy(ProxySettings changed) {
        return copy(plainHttpHosts, trustedCas, changed, signIn, signIns, dockerConfigs, acr);
    }

    public RegistrySettings withSignIn(SignIn changed) {
        return copy(plainHttpHosts, trustedCas, proxy, changed, signIns, dockerConfigs, acr);
    }

    public RegistrySettings withSignIn(String host, SignIn changed) {
        var all = new HashMap<>(signIns);
        all.put(host.toLowerCase(Locale.ROOT), changed);
        return copy(plainHttpHosts, trustedCas, proxy, signIn, all, dockerConfigs, acr);
    }

    public RegistrySettings withDockerConfigs(List<Path> files) {
        return copy(plainHttpHosts, trustedCas, proxy, signIn, signIns, files, acr);
    }

    public RegistrySettings withAcr(AcrSettings changed) {
        return copy(plainHttpHosts, trustedCas, proxy, signIn, signIns, dockerConfigs, changed);
    }

    /** Other limits: see the components of the same names. */
    public RegistrySettings withLimits(Duration newDeadline, Duration newAttemptTimeout, double newRequestsPerSecond) {
        return new RegistrySettings(
                plainHttpHosts,
                trustedCas,
                proxy,
                newDeadline,
                newAttemptTimeout,
                newRequestsPerSecond,
                signIn,
                signIns,
                dockerConfigs,
                acr);
    }

    private RegistrySettings copy(
            Set<String> newPlainHttpHosts,
            List<String> newTrustedCas,
            ProxySettings newProxy,
            SignIn newSignIn,
            Map<String, SignIn> newSignIns,
            List<Path> newDockerConfigs,
            AcrSettings newAcr) {
        return new RegistrySettings(
                newPlainHttpHosts,
                newTrustedCas,
                newProxy,
                deadline,
                attemptTimeout,
                requestsPerSecond,
                newSignIn,
                newSignIns,
                newDockerConfigs,
                newAcr);
    }
}
