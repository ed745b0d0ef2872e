package dev.fairlead.forge.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fairlead.configrepo.GitCredentials;
import dev.fairlead.configrepo.GitEnvironment;
import dev.fairlead.configrepo.RepoLocation;
import dev.fairlead.demo.registry.EmbeddedRegistry;
import dev.fairlead.demo.registry.EmbeddedRegistry.Options;
import dev.fairlead.demo.registry.LoopbackCertificate;
import dev.fairlead.demo.registry.TinyImage;
import dev.fairlead.forge.BareRepository;
import dev.fairlead.forge.Connection;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.ForgeSettings;
import dev.fairlead.forge.Forges;
import dev.fairlead.forge.PullRequestDraft;
import dev.fairlead.forge.PullRequestQuery;
import dev.fairlead.forge.RepositoryUrl;
import dev.fairlead.image.ImageName;
import dev.fairlead.pipeline.access.Access;
import dev.fairlead.pipeline.access.Connections;
import dev.fairlead.pipeline.access.Hidden;
import dev.fairlead.pipeline.access.Login;
import dev.fairlead.pipeline.access.Network;
import dev.fairlead.pipeline.order.RepositoryOrder;
import dev.fairlead.registry.AcrSettings;
import dev.fairlead.registry.RegistrySettings;
import dev.fairlead.registry.SignIn;
import dev.fairlead.registry.remote.RemoteRegistries;
import dev.fairlead.registry.retry.Time;
import dev.fairlead.registry.testing.StubRegistry;
import dev.fairlead.registry.testing.StubRegistry.Seen;
import dev.fairlead.registry.testing.StubRegistry.Told;
import dev.fairlead.registry.wire.JdkWire;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One Entra identity serves ACR, Azure Repos' API and Git, with no secret stored: an Entra on loopback tells. */
class AzureEntraTest {
    private static final String ACR_TOKEN = "acr-access-token";
    private static final String TENANT = "11111111-2222-3333-4444-555555555555";
    private static final String DEVOPS = "499b84ac-1321-427f-aa17-267ca6975798%2F.default";
    private static final SignIn.Entra WORKLOAD =
            new SignIn.Entra(SignIn.Entra.Method.WORKLOAD_IDENTITY, Optional.empty(), Optional.empty());

    private final LoopbackCertificate authority = LoopbackCertificate.make();
    private final AtomicInteger given = new AtomicInteger();

    /** Of tokens, in seconds. */
    private int lifetime = 3599;

    @TempDir
    Path folder;

    private BareRepository repository;
    private AzureStub azure;
    private StubRegistry entra;
    private Path ca;

    @BeforeEach
    void start() throws IOException {
        repository = BareRepository.create(folder.resolve("config.git"));
        azure = new AzureStub(repository);
        entra = StubRegistry.start(authority, this::token);
        ca = Files.writeString(folder.resolve("ca.pem"), authority.caPem());
    }

    @AfterEach
    void stop() {
        entra.close();
        azure.close();
        repository.close();
    }

    /** Entra's token endpoint: who shows the pod's token gets one for the audience; Azure Repos takes the newest only. */
    private Told token(Seen seen) {
        boolean known = seen.body().contains("client_assertion=pod-token")
                || seen.body().contains("client_secret=hush");
        if (!known) {
            return Told.json(
                    401,
                    "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS700213: No matching"
                            + " federated identity record found.\",\"error_codes\":[700213]}");
        }
        String token = ACR_TOKEN;
        if (seen.body().contains(DEVOPS)) {
            token = "devops-" + given.incrementAndGet();
            azure.bearers.clear();
            azure.bearers.add(token);
        }
        return Told.json(
                "{\"token_type\":\"Bearer\",\"expires_in\":" + lifetime + ",\"access_token\":\"" + token + "\"}");
    }

    /** What Azure's webhook sets in a pod, and which identity we mean. */
    private Map<String, String> pod(String podToken) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), podToken);
        Map<String, String> environment = new HashMap<>();
        environment.put("AZURE_CLIENT_ID", "app");
        environment.put("AZURE_TENANT_ID", TENANT);
        environment.put("AZURE_FEDERATED_TOKEN_FILE", file.toString());
        environment.put("AZURE_AUTHORITY_HOST", entra.url() + "/");
        environment.put("FAIRLEAD_AZURE_SIGN_IN", "workload-identity");
        environment.put("FAIRLEAD_CA_FILE", ca.toString());
        return environment;
    }

    private Forge forge(Map<String, String> environment) {
        return Forges.open(
                AzureStub.url(),
                ForgeSettings.of(environment)
                        .withApiUrl(azure.collection())
                        .withConnection(Connection.DEFAULT.trusting(List.of(ca))));
    }

    private List<Seen> askedFor(String audience) {
        return entra.seen().stream()
                .filter(seen -> seen.method().equals("POST") && seen.body().contains(audience))
                .toList();
    }

    @Test
    void oneIdentityServesTheRegistryTheForgeAndGit() throws IOException {
        Map<String, String> environment = pod("pod-token");
        try (var server = EmbeddedRegistry.start(Options.acr().withEntraToken(ACR_TOKEN))) {
            server.push("team/app", "1.0.0", TinyImage.of(Map.of(), Instant.EPOCH), Instant.EPOCH);
            RegistrySettings settings = server.settings(RegistrySettings.plain())
                    .withTrustedCa(authority.caPem())
                    .withSignIn(WORKLOAD);
            settings = settings.withAcr(new AcrSettings(
                    settings.acr().hosts(), Optional.of(URI.create(entra.url() + "/")), AcrSettings.AUDIENCE));
            ImageName app = ImageName.of(server.host(), "team/app");
            try (var registries = RemoteRegistries.open(settings, environment, JdkWire.of(settings), Time.system())) {
                assertThat(registries.forImage(app).tags(app)).hasSize(1);
            }
        }
        repository.commit("fairlead/app", Map.of("app.yaml", "image: app:2\n"));
        try (Forge forge = forge(environment)) {
            assertThat(forge.open(PullRequestDraft.of("fairlead/app", "main", "T", "B"))
                            .pullRequest()
                            .author())
                    .isEqualTo(AzureStub.BOT.name());
        }
        GitCredentials git = new GitEnvironment(environment).credentials(RepoLocation.parse(AzureStub.url()));
        assertThat(git).isInstanceOfSatisfying(GitCredentials.Bearer.class, bearer -> {
            String token = bearer.token().get();
            assertThat(azure.bearers).containsExactly(token);
        });
        assertThat(askedFor("containerregistry.azure.net")).hasSize(1);
        assertThat(askedFor(DEVOPS)).as("one for the API, one for Git").hasSize(2);
        assertThat(entra.seen()).noneSatisfy(seen -> assertThat(seen.body()).contains("client_secret"));
        assertThat(azure.requests).noneMatch(request -> request.contains("devops-"));
    }

    /** Five minutes before. */
    @Test
    void aTokenIsRenewedBeforeItEnds() throws IOException {
        lifetime = 200;
        try (Forge forge = forge(pod("pod-token"))) {
            forge.find(PullRequestQuery.open());
            int before = given.get();
            forge.find(PullRequestQuery.open());
            assertThat(given.get()).isGreaterThan(before);
        }
    }

    @Test
    void anIdentityThatEntraRefusesIsToldWithoutItsToken() throws IOException {
        try (Forge forge = forge(pod("stolen-token"))) {
            ForgeException e = catchThrowableOfType(ForgeException.class, () -> forge.find(PullRequestQuery.open()));
            assertThat(e.kind()).isEqualTo(Kind.UNAUTHORIZED);
            assertThat(e)
                    .hasMessageContaining("Azure workload identity: Entra refuses it")
                    .hasMessageContaining("AADSTS700213")
                    .hasMessageNotContaining("stolen-token");
        }
    }

    /** Known to Entra, but no user of the organization. */
    @Test
    void anIdentityThatTheOrganizationDoesNotKnowIsTold() throws IOException {
        try (Forge forge = forge(pod("pod-token"))) {
            forge.find(PullRequestQuery.open());
            azure.bearers.clear();
            ForgeException e = catchThrowableOfType(ForgeException.class, () -> forge.find(PullRequestQuery.open()));
            assertThat(e.kind()).isEqualTo(Kind.UNAUTHORIZED);
            assertThat(e.problem().remedy()).contains("the identity is a user of the organization");
            assertThat(e).hasMessageNotContaining("devops-");
        }
    }

    @Test
    void aWordThatNamesNoIdentityIsRefused() throws IOException {
        Map<String, String> environment = pod("pod-token");
        environment.put("FAIRLEAD_AZURE_SIGN_IN", "magic");
        ForgeException e = catchThrowableOfType(ForgeException.class, () -> forge(environment));
        assertThat(e).hasMessageContaining("'magic' is no way to sign in").hasMessageContaining("managed-identity");
    }

    @Test
    void aTokenThatIsGivenGoesBeforeTheIdentityAndNobodyIsNobody() throws IOException {
        Map<String, String> environment = pod("pod-token");
        environment.put("FAIRLEAD_AZURE_TOKEN", AzureStub.TOKEN);
        try (Forge forge = forge(environment)) {
            assertThat(forge.find(PullRequestQuery.open())).isEmpty();
        }
        environment.remove("FAIRLEAD_AZURE_TOKEN");
        environment.put("FAIRLEAD_AZURE_SIGN_IN", "anonymous");
        try (Forge forge = forge(environment)) {
            ForgeException e = catchThrowableOfType(ForgeException.class, () -> forge.find(PullRequestQuery.open()));
            assertThat(e).hasMessageContaining("wants somebody to sign in");
        }
        assertThat(entra.seen()).isEmpty();
    }

    private Forge ofPipeline(Login login) {
        Network network = new Network(
                Optional.empty(),
                List.of(),
                List.of(authority.caPem()),
                List.of(),
                List.of(),
                Optional.of(URI.create(entra.url() + "/")),
                Optional.empty());
        Login nobody = new Login.Nobody();
        Access access = new Access(Map.of(), nobody, nobody, login, network, folder.resolve("cache"), false, Map.of());
        return new Connections(access)
                .forge(new RepositoryOrder(AzureStub.url(), Optional.empty(), Optional.of(azure.collection())));
    }

    @Test
    void aPipelinesServicePrincipalIsTheOneThatItHasForAcr() {
        try (Forge forge = ofPipeline(new Login.ServicePrincipal(TENANT, "app", new Hidden("hush")))) {
            assertThat(forge.find(PullRequestQuery.open())).isEmpty();
        }
        assertThat(askedFor(DEVOPS)).hasSize(1);
    }

    /** A job that is to sign in as nobody must not become whoever the machine is. */
    @Test
    void aPipelineThatIsNobodyDoesNotTakeTheMachinesIdentity() {
        try (Forge forge = ofPipeline(new Login.Nobody())) {
            ForgeException e = catchThrowableOfType(ForgeException.class, () -> forge.find(PullRequestQuery.open()));
            assertThat(e).hasMessageContaining("wants somebody to sign in");
        }
        assertThat(entra.seen()).isEmpty();
    }

    /** An Entra token opens more than one repository. */
    @Test
    void theTokenGoesToAzureDevOpsServicesAndNowhereElse() throws IOException {
        Map<String, String> environment = pod("pod-token");
        for (String url : List.of(
                "https://dev.azure.com.evil.example/tfs/P/_git/r", "https://evil.example/dev.azure.com/P/_git/r")) {
            assertThat(new GitEnvironment(environment).credentials(RepoLocation.parse(url)))
                    .isInstanceOf(GitCredentials.Helpers.class);
            RepositoryUrl server = RepositoryUrl.parse(url);
            ForgeSettings settings = ForgeSettings.of(environment);
            assertThat(AzureCredentials.authorization(server, AzureAddress.of(server, Optional.empty()), settings)
                            .get())
                    .isEmpty();
        }
        RepositoryUrl cloud = RepositoryUrl.parse(AzureStub.url());
        AzureAddress plain = AzureAddress.of(cloud, Optional.of(URI.create("http://proxy.example/acme")));
        assertThat(AzureCredentials.authorization(cloud, plain, ForgeSettings.of(environment))
                        .get())
                .isEmpty();
        assertThat(new GitEnvironment(environment).credentials(RepoLocation.parse("git@ssh.dev.azure.com:v3/a/p/r")))
                .isInstanceOf(GitCredentials.Helpers.class);
        assertThat(entra.seen()).isEmpty();
    }

    @Test
    void whereNoIdentityIsNamedGitsCredentialHelpersGoFirst() throws IOException {
        Map<String, String> environment = pod("pod-token");
        environment.remove("FAIRLEAD_AZURE_SIGN_IN");
        assertThat(new GitEnvironment(environment).credentials(RepoLocation.parse(AzureStub.url())))
                .isInstanceOf(GitCredentials.HelpersOr.class);
        environment.put("FAIRLEAD_GIT_TOKEN", "pat");
        assertThat(new GitEnvironment(environment).credentials(RepoLocation.parse(AzureStub.url())))
                .isInstanceOf(GitCredentials.Basic.class);
    }
}
