package dev.fairlead.pipeline.access;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import dev.fairlead.configrepo.ConfigRepo;
import dev.fairlead.configrepo.GitCredentials;
import dev.fairlead.configrepo.GitEnvironment;
import dev.fairlead.configrepo.RepoLocation;
import dev.fairlead.configrepo.RepoSettings;
import dev.fairlead.forge.Connection;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeCredentials;
import dev.fairlead.forge.ForgeSettings;
import dev.fairlead.forge.Forges;
import dev.fairlead.forge.RepositoryUrl;
import dev.fairlead.forge.http.HttpTransport;
import dev.fairlead.identity.AzureDevOpsSignIn;
import dev.fairlead.pipeline.order.RepositoryOrder;
import dev.fairlead.registry.AcrSettings;
import dev.fairlead.registry.ProxySettings;
import dev.fairlead.registry.RegistrySettings;
import dev.fairlead.registry.Secret;
import dev.fairlead.registry.SignIn;
import dev.fairlead.registry.wire.ProxyRules;
import dev.fairlead.update.NetworkRegistries;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Opens registries, repositories and forges as an {@link Access} allows. Whoever opens closes. */
public final class Connections {
    private static final SignIn NOBODY = new SignIn.Anonymous();
    private static final String ENTRA = "login.microsoftonline.com";

    /** The machine's own Azure identity is for {@link Login.Machine} alone. */
    private static final Map<String, String> NO_IDENTITY = Map.of("FAIRLEAD_AZURE_SIGN_IN", "anonymous");

    private final Access access;
    private final KeptFiles files;

    /** @param access what may be used */
    public Connections(Access access) {
        this.access = access;
        this.files = new KeptFiles(access.cache());
    }

    /** Registries, of which none is contacted yet. */
    public NetworkRegistries registries() {
        RegistrySettings settings = machine(access.registry())
                ? RegistrySettings.fromEnvironment(access.environment())
                : RegistrySettings.plain().withProxy(machineProxies()).withSignIn(signIn(access.registry()));
        for (Map.Entry<String, Login> login : access.registries().entrySet()) {
            settings = settings.withSignIn(login.getKey(), signIn(login.getValue()));
        }
        Network network = access.network();
        for (String host : network.plainHttpHosts()) {
            settings = settings.withPlainHttpHost(host);
        }
        for (String pem : network.trustedCas()) {
            settings = settings.withTrustedCa(pem);
        }
        if (network.proxy().isPresent()) {
            settings = settings.withProxy(proxies());
        }
        return NetworkRegistries.of(settings.withAcr(acr(settings.acr(), network)));
    }

    private ProxySettings proxies() {
        Network network = access.network();
        return new ProxySettings(network.proxy(), network.proxy(), network.noProxy());
    }

    /** The environment says who the machine is, too, which is not wanted here. */
    private ProxySettings machineProxies() {
        Map<String, String> proxies = access.environment().entrySet().stream()
                .filter(variable -> variable.getKey().toLowerCase(Locale.ROOT).endsWith("_proxy"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return RegistrySettings.fromEnvironment(proxies).proxy();
    }

    /** The proxy on the way to a server, where the network has one and does not except the server from it. */
    private Optional<URI> proxy(String scheme, String host) {
        URI server = URI.create(scheme + "://" + host);
        return server.getHost() == null ? access.network().proxy() : new ProxyRules(proxies()).proxy(server);
    }

    private static AcrSettings acr(AcrSettings known, Network network) {
        HashSet<String> hosts = new HashSet<>(known.hosts());
        hosts.addAll(network.acrHosts());
        return new AcrSettings(hosts, network.acrAuthority().or(known::authority), known.audience());
    }

    private static SignIn signIn(Login login) {
        if (login instanceof Login.Password basic) {
            return new SignIn.Basic(basic.user(), new Secret(basic.password().value()));
        }
        if (login instanceof Login.ServicePrincipal application) {
            return new SignIn.Application(
                    application.clientId(),
                    application.tenantId(),
                    new Secret(application.secret().value()));
        }
        if (login instanceof Login.ManagedIdentity managed) {
            return new SignIn.Entra(SignIn.Entra.Method.MANAGED_IDENTITY, managed.clientId(), Optional.empty());
        }
        if (login instanceof Login.Machine) {
            return new SignIn.Automatic();
        }
        if (login instanceof Login.Nobody) {
            return NOBODY;
        }
        throw unfit("the registry", login, "use a name with a password, a service principal or a managed identity");
    }

    /**
     * The mirror of a config repository.
     *
     * @throws FairleadException if it is a folder of this machine and that is not allowed
     */
    public ConfigRepo repository(String url) {
        RepoLocation location = location(url);
        RepoLocation asUser = access.git() instanceof Login.SshKey key ? location.withUser(key.user()) : location;
        return ConfigRepo.open(asUser, git(location), settings(location.host()));
    }

    private RepoLocation location(String url) {
        RepoLocation location = RepoLocation.parse(url);
        boolean folder = location.host().isEmpty() || RepositoryUrl.parse(url).local();
        if (!access.local() && folder) {
            throw new FairleadException(new Problem(
                    location.toString(),
                    "folders of this machine are not allowed here",
                    "give an https or ssh address, or run the step inside 'node' on an agent"));
        }
        return location;
    }

    private GitCredentials git(RepoLocation location) {
        Login login = access.git();
        if (login instanceof Login.Password basic) {
            return GitCredentials.basic(basic.user(), () -> basic.password().value());
        }
        if (login instanceof Login.Token token) {
            return GitCredentials.token(() -> token.token().value());
        }
        if (login instanceof Login.SshKey key) {
            return GitCredentials.sshKeyText(
                    () -> key.key().value(), key.passphrase().map(hidden -> hidden::value));
        }
        if (login instanceof Login.Machine) {
            return new GitEnvironment(access.environment()).credentials(location);
        }
        if (login instanceof Login.Nobody) {
            return GitCredentials.none();
        }
        Optional<AzureDevOpsSignIn> entra = entra(login, location.host());
        if (entra.isPresent()) {
            return GitCredentials.bearer(() -> entra.get().token().orElse(""));
        }
        throw unfit(
                "the Git server",
                login,
                "use a name with a password, a token (that of a GitHub App's installation, for example) or an SSH key");
    }

    private RepoSettings settings(String host) {
        Network network = access.network();
        RepoSettings settings =
                RepoSettings.in(access.cache().resolve("git")).withCertificateAuthorities(authorities());
        Optional<URI> proxy = host.isEmpty() ? Optional.empty() : proxy("https", host);
        if (proxy.isPresent()) {
            settings = settings.withProxy(proxy.get());
        }
        return network.knownHosts()
                .map(lines -> files.folder("ssh", "known_hosts", lines))
                .map(settings::withSshFolder)
                .orElse(settings);
    }

    private List<Path> authorities() {
        return access.network().trustedCas().stream()
                .map(pem -> files.folder("ca", "ca.pem", pem).resolve("ca.pem"))
                .toList();
    }

    /**
     * The forge of a config repository.
     *
     * @throws FairleadException if no forge fits, or it is a folder of this machine and that is not allowed
     */
    public Forge forge(RepositoryOrder repository) {
        String host = location(repository.url()).host();
        String server = repository.apiUrl().map(URI::getHost).orElse(host);
        ForgeSettings settings = ForgeSettings.of(machine(access.forge()) ? access.environment() : NO_IDENTITY)
                .withConnection(connection(server));
        if (repository.forge().isPresent()) {
            settings = settings.named(repository.forge().get());
        }
        if (repository.apiUrl().isPresent()) {
            settings = settings.withApiUrl(repository.apiUrl().get());
        }
        Optional<ForgeCredentials> credentials = forgeCredentials(host);
        return Forges.open(
                repository.url(), credentials.map(settings::withCredentials).orElse(settings));
    }

    /** The environment's variables where the login is the machine's own; what only the machine may say stays out otherwise. */
    private static boolean machine(Login login) {
        return login instanceof Login.Machine;
    }

    /** An Entra identity at Azure Repos; empty for any other login or host. */
    private Optional<AzureDevOpsSignIn> entra(Login login, String host) {
        if (!AzureDevOpsSignIn.serves(host)) {
            return Optional.empty();
        }
        Supplier<HttpClient.Builder> clients = () -> HttpTransport.clientBuilder(connection(ENTRA));
        if (login instanceof Login.ServicePrincipal one) {
            return Optional.of(AzureDevOpsSignIn.application(
                    one.clientId(), one.tenantId(), one.secret().value(), authority(), clients));
        }
        return login instanceof Login.ManagedIdentity managed
                ? Optional.of(AzureDevOpsSignIn.managed(managed.clientId(), clients))
                : Optional.empty();
    }

    /** The endpoint that signs in at ACR does at Azure Repos. */
    private Map<String, String> authority() {
        return access.network()
                .acrAuthority()
                .map(url -> Map.of("AZURE_AUTHORITY_HOST", url.toString()))
                .orElse(access.environment());
    }

    private Optional<ForgeCredentials> forgeCredentials(String host) {
        Login login = access.forge();
        if (login instanceof Login.Password basic) {
            return Optional.of(token(basic.password()));
        }
        if (login instanceof Login.Token token) {
            return Optional.of(token(token.token()));
        }
        if (login instanceof Login.GitHubApp app) {
            var key = dev.fairlead.forge.Secret.of(app.key().value());
            return Optional.of(new ForgeCredentials.AppKey(app.appId(), key, OptionalLong.empty()));
        }
        if (login instanceof Login.Machine || login instanceof Login.Nobody) {
            return Optional.empty();
        }
        Optional<ForgeCredentials> entra = entra(login, host)
                .map(signIn -> new ForgeCredentials.BearerToken(
                        () -> dev.fairlead.forge.Secret.of(signIn.token().orElse(""))));
        if (entra.isPresent()) {
            return entra;
        }
        throw unfit("the forge", login, "use a token, a name with a token as its password, or a GitHub App");
    }

    private static ForgeCredentials token(Hidden hidden) {
        return new ForgeCredentials.AccessToken(dev.fairlead.forge.Secret.of(hidden.value()));
    }

    private Connection connection(String server) {
        Connection connection = Connection.DEFAULT.trusting(authorities());
        return Optional.of(server)
                .filter(host -> !host.isEmpty())
                .flatMap(host -> proxy("https", host))
                .map(Connections::address)
                .map(connection::through)
                .orElse(connection);
    }

    private static InetSocketAddress address(URI proxy) {
        int port = proxy.getPort() < 0 ? 80 : proxy.getPort();
        return InetSocketAddress.createUnresolved(proxy.getHost(), port);
    }

    private static FairleadException unfit(String where, Login login, String remedy) {
        String kind = login.getClass().getSimpleName();
        return new FairleadException(
                new Problem("the credential for " + where, "a " + kind + " cannot sign in there", remedy));
    }
}
