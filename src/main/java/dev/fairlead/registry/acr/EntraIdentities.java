package dev.fairlead.registry.acr;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.util.ConfigurationBuilder;
import com.azure.identity.AzureCliCredentialBuilder;
import com.azure.identity.ClientCertificateCredentialBuilder;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import com.azure.identity.WorkloadIdentityCredentialBuilder;
import dev.fairlead.Problem;
import dev.fairlead.registry.RegistryException;
import dev.fairlead.registry.RegistryException.Kind;
import dev.fairlead.registry.RegistrySettings;
import dev.fairlead.registry.SignIn;
import dev.fairlead.registry.SignIn.Entra;
import dev.fairlead.registry.wire.JdkWire;
import java.util.Map;
import java.util.Optional;

/** Builds Azure identities, over the JDK's HTTP client with the trust and the proxies of the settings. */
public final class EntraIdentities {
    private final RegistrySettings settings;
    private final Map<String, String> environment;

    /**
     * Identities of this environment.
     *
     * @param environment the variables that name an application and its secret
     */
    public EntraIdentities(RegistrySettings settings, Map<String, String> environment) {
        this.settings = settings;
        this.environment = environment;
    }

    /**
     * The identity that is asked for. Nothing is contacted yet.
     *
     * @throws RegistryException if a part of it that must be named is not
     */
    public EntraTokens identity(Entra wanted, AcrCloud cloud) {
        HttpClient http = http();
        Optional<String> client = wanted.clientId().or(() -> variable("AZURE_CLIENT_ID"));
        Optional<String> tenant = wanted.tenantId().or(() -> variable("AZURE_TENANT_ID"));
        String who = who(wanted.method());
        TokenCredential credential = switch (wanted.method()) {
            case CHAIN -> chain(cloud, http, client, tenant);
            case WORKLOAD_IDENTITY -> workload(cloud, http, client, tenant);
            case MANAGED_IDENTITY -> managed(http, wanted.clientId());
            case CLI -> cli(tenant);
            case SERVICE_PRINCIPAL -> application(cloud, http, client, tenant);
        };
        return new EntraTokens(credential, settings.acr().audience(), who);
    }

    /** An application with its secret. Nothing is contacted yet. */
    public EntraTokens application(SignIn.Application wanted, AcrCloud cloud) {
        TokenCredential credential = withSecret(
                cloud,
                http(),
                wanted.clientId(),
                wanted.tenantId(),
                wanted.secret().value());
        return new EntraTokens(credential, settings.acr().audience(), who(Entra.Method.SERVICE_PRINCIPAL));
    }

    private HttpClient http() {
        return new JdkHttpClientBuilder(JdkWire.clientBuilder(settings))
                .configuration(new ConfigurationBuilder().build())
                .build();
    }

    private static String who(Entra.Method method) {
        return switch (method) {
            case CHAIN -> "Azure identity";
            case WORKLOAD_IDENTITY -> "Azure workload identity";
            case MANAGED_IDENTITY -> "Azure managed identity";
            case CLI -> "Azure CLI user";
            case SERVICE_PRINCIPAL -> "Azure service principal";
        };
    }

    private static TokenCredential chain(
            AcrCloud cloud, HttpClient http, Optional<String> client, Optional<String> tenant) {
        var builder = new DefaultAzureCredentialBuilder()
                .httpClient(http)
                .authorityHost(cloud.authority().toString());
        client.ifPresent(id -> builder.managedIdentityClientId(id).workloadIdentityClientId(id));
        tenant.ifPresent(builder::tenantId);
        if (!cloud.wellKnown()) {
            builder.disableInstanceDiscovery();
        }
        return builder.build();
    }

    private TokenCredential workload(
            AcrCloud cloud, HttpClient http, Optional<String> client, Optional<String> tenant) {
        var builder = new WorkloadIdentityCredentialBuilder()
                .httpClient(http)
                .authorityHost(cloud.authority().toString())
                .clientId(named(client, "AZURE_CLIENT_ID", "workload identity"))
                .tenantId(named(tenant, "AZURE_TENANT_ID", "workload identity"))
                .tokenFilePath(named(
                        variable("AZURE_FEDERATED_TOKEN_FILE"), "AZURE_FEDERATED_TOKEN_FILE", "workload identity"));
        return cloud.wellKnown()
                ? builder.build()
                : builder.disableInstanceDiscovery().build();
    }

    private static TokenCredential managed(HttpClient http, Optional<String> client) {
        var builder = new ManagedIdentityCredentialBuilder().httpClient(http);
        client.ifPresent(builder::clientId);
        return builder.build();
    }

    private static TokenCredential cli(Optional<String> tenant) {
        var builder = new AzureCliCredentialBuilder();
        tenant.ifPresent(builder::tenantId);
        return builder.build();
    }

    private TokenCredential application(
            AcrCloud cloud, HttpClient http, Optional<String> client, Optional<String> tenant) {
        String clientId = named(client, "AZURE_CLIENT_ID", "service principal");
        String tenantId = named(tenant, "AZURE_TENANT_ID", "service principal");
        Optional<String> certificate = variable("AZURE_CLIENT_CERTIFICATE_PATH");
        if (certificate.isPresent()) {
            var builder = new ClientCertificateCredentialBuilder()
                    .httpClient(http)
                    .authorityHost(cloud.authority().toString())
                    .clientId(clientId)
                    .tenantId(tenantId)
                    .pemCertificate(certificate.get());
            return cloud.wellKnown()
                    ? builder.build()
                    : builder.disableInstanceDiscovery().build();
        }
        return withSecret(
                cloud,
                http,
                clientId,
                tenantId,
                named(variable("AZURE_CLIENT_SECRET"), "AZURE_CLIENT_SECRET", "service principal"));
    }

    private static TokenCredential withSecret(
            AcrCloud cloud, HttpClient http, String clientId, String tenantId, String secret) {
        var builder = new ClientSecretCredentialBuilder()
                .httpClient(http)
                .authorityHost(cloud.authority().toString())
                .clientId(clientId)
                .tenantId(tenantId)
                .clientSecret(secret);
        return cloud.wellKnown()
                ? builder.build()
                : builder.disableInstanceDiscovery().build();
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private static String named(Optional<String> value, String variable, String what) {
        return value.orElseThrow(() -> new RegistryException(
                Kind.CREDENTIALS,
                new Problem("Azure " + what, variable + " is not set", "set it, or choose another way to sign in")));
    }
}
