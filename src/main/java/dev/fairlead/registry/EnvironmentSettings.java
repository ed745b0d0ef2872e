package dev.fairlead.registry;

import dev.fairlead.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads {@link RegistrySettings} from the environment's variables, which {@code docs/registries.md} lists. */
final class EnvironmentSettings {
    private static final Map<String, SignIn> SIGN_INS = Map.of(
            "auto", new SignIn.Automatic(),
            "anonymous", new SignIn.Anonymous(),
            "docker", new SignIn.DockerConfig(),
            "azure", entra(SignIn.Entra.Method.CHAIN),
            "workload-identity", entra(SignIn.Entra.Method.WORKLOAD_IDENTITY),
            "managed-identity", entra(SignIn.Entra.Method.MANAGED_IDENTITY),
            "azure-cli", entra(SignIn.Entra.Method.CLI),
            "service-principal", entra(SignIn.Entra.Method.SERVICE_PRINCIPAL));

    private final Map<String, String> environment;

    EnvironmentSettings(Map<String, String> environment) {
        this.environment = environment;
    }

    RegistrySettings read() {
        RegistrySettings settings = RegistrySettings.plain()
                .withProxy(proxy())
                .withDockerConfigs(dockerConfigs())
                .withAcr(acr())
                .withSignIn(signIn());
        for (String host : list("FAIRLEAD_PLAIN_HTTP")) {
            settings = settings.withPlainHttpHost(host);
        }
        for (String file : list("FAIRLEAD_CA_FILE")) {
            settings = settings.withTrustedCa(content("FAIRLEAD_CA_FILE", file));
        }
        Optional<String> host = value("FAIRLEAD_REGISTRY_HOST");
        Optional<SignIn> basic = basic(host);
        if (host.isPresent() && basic.isPresent()) {
            settings = settings.withSignIn(host.get(), basic.get());
        }
        return settings.withLimits(
                seconds("FAIRLEAD_REGISTRY_DEADLINE", settings.deadline()),
                seconds("FAIRLEAD_REGISTRY_TIMEOUT", settings.attemptTimeout()),
                number("FAIRLEAD_REGISTRY_RATE", settings.requestsPerSecond()));
    }

    private SignIn signIn() {
        String wanted = value("FAIRLEAD_REGISTRY_SIGN_IN").orElse("auto");
        SignIn found = SIGN_INS.get(wanted.toLowerCase(Locale.ROOT));
        if (found == null) {
            throw refused(
                    "FAIRLEAD_REGISTRY_SIGN_IN",
                    "'" + wanted + "' is no way to sign in",
                    "use one of "
                            + String.join(
                                    ", ", SIGN_INS.keySet().stream().sorted().toList()));
        }
        return found;
    }

    private static SignIn entra(SignIn.Entra.Method method) {
        return new SignIn.Entra(method, Optional.empty(), Optional.empty());
    }

    /** A password is given to the host that it is meant for and no other, so the host must be named. */
    private Optional<SignIn> basic(Optional<String> host) {
        Optional<String> username = value("FAIRLEAD_REGISTRY_USERNAME");
        Optional<String> password = value("FAIRLEAD_REGISTRY_PASSWORD")
                .or(() -> value("FAIRLEAD_REGISTRY_PASSWORD_FILE")
                        .map(file ->
                                content("FAIRLEAD_REGISTRY_PASSWORD_FILE", file).strip()));
        if (username.isEmpty() && password.isEmpty()) {
            return Optional.empty();
        }
        if (username.isEmpty() || password.isEmpty() || host.isEmpty()) {
            throw refused(
                    "FAIRLEAD_REGISTRY_USERNAME",
                    "a sign-in by password needs the host, the name and the password",
                    "set FAIRLEAD_REGISTRY_HOST, FAIRLEAD_REGISTRY_USERNAME and FAIRLEAD_REGISTRY_PASSWORD together");
        }
        return Optional.of(new SignIn.Basic(username.get(), new Secret(password.get())));
    }

    private AcrSettings acr() {
        AcrSettings acr = AcrSettings.publicClouds();
        for (String host : list("FAIRLEAD_ACR_HOSTS")) {
            acr = acr.withHost(host);
        }
        return new AcrSettings(
                acr.hosts(),
                value("FAIRLEAD_ACR_AUTHORITY").map(text -> uri("FAIRLEAD_ACR_AUTHORITY", text)),
                value("FAIRLEAD_ACR_AUDIENCE").orElse(acr.audience()));
    }

    private ProxySettings proxy() {
        return new ProxySettings(
                proxy("FAIRLEAD_HTTP_PROXY", "http_proxy"),
                proxy("FAIRLEAD_HTTPS_PROXY", "https_proxy"),
                firstList("FAIRLEAD_NO_PROXY", "no_proxy"));
    }

    private Optional<URI> proxy(String own, String common) {
        for (String name : List.of(own, common, common.toUpperCase(Locale.ROOT))) {
            Optional<String> text = value(name);
            if (text.isPresent()) {
                return text.map(url -> proxy(uri(name, url.contains("://") ? url : "http://" + url), name));
            }
        }
        return Optional.empty();
    }

    /** The JDK speaks to proxies without TLS only; what goes through them is encrypted all the same. */
    private static URI proxy(URI proxy, String name) {
        if (proxy.getScheme().equals("https")) {
            throw refused(
                    name, "a proxy that is itself spoken to by TLS is not supported", "write it like http://host:port");
        }
        return proxy;
    }

    private List<String> firstList(String own, String common) {
        return Stream.of(own, common, common.toUpperCase(Locale.ROOT))
                .filter(name -> value(name).isPresent())
                .findFirst()
                .map(this::list)
                .orElse(List.of());
    }

    /** Where docker and podman keep what {@code login} was told. */
    private List<Path> dockerConfigs() {
        Optional<String> authFile = value("REGISTRY_AUTH_FILE");
        if (authFile.isPresent()) {
            return List.of(Path.of(authFile.get()));
        }
        List<Path> files = new ArrayList<>();
        value("DOCKER_CONFIG")
                .map(folder -> Path.of(folder, "config.json"))
                .or(() -> value("HOME").map(home -> Path.of(home, ".docker", "config.json")))
                .ifPresent(files::add);
        value("XDG_RUNTIME_DIR").ifPresent(folder -> files.add(Path.of(folder, "containers", "auth.json")));
        return files;
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private List<String> list(String name) {
        return Stream.of(value(name).orElse("").split("[,\\s]+", -1))
                .filter(part -> !part.isEmpty())
                .distinct()
                .toList();
    }

    private Duration seconds(String name, Duration otherwise) {
        return value(name)
                .map(text -> positive(name, text, Double::valueOf))
                .map(seconds -> Duration.ofMillis(Math.round(seconds * 1000)))
                .orElse(otherwise);
    }

    private double number(String name, double otherwise) {
        return value(name).map(text -> positive(name, text, Double::valueOf)).orElse(otherwise);
    }

    private static double positive(String name, String text, Function<String, Double> read) {
        try {
            double number = read.apply(text);
            if (number > 0 && number < Integer.MAX_VALUE) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, like a number out of range
        }
        throw refused(name, "'" + text + "' is not a number above zero", "write it like 60 or 0.5");
    }

    private static URI uri(String name, String text) {
        try {
            URI uri = new URI(text);
            if (uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme())) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // told below: the text itself is not shown, for it may hold a password
        }
        throw refused(name, "it is not an http or https URL with a host", "write it like http://host:port");
    }

    private static String content(String name, String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new RegistryException(
                    RegistryException.Kind.SETTINGS,
                    new Problem(
                            file, "the file that " + name + " names cannot be read", "check its path and its rights"),
                    e);
        }
    }

    private static RegistryException refused(String name, String cause, String remedy) {
        return new RegistryException(RegistryException.Kind.SETTINGS, new Problem(name, cause, remedy));
    }
}
