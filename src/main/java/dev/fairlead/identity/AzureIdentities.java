package dev.fairlead.identity;

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
import dev.fairlead.identity.IdentityException.Kind;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Builds Azure identities, over the JDK's HTTP client with the trust and the proxies of who wants one. */
public final class AzureIdentities {
    private final Supplier<java.net.http.HttpClient.Builder> clients;
    private final Map<String, String> environment;

    /**
     * Identities of this environment.
     *
     * @param clients how Entra is reached
     * @param environment the variables that name an application and its secret
     */
    public AzureIdentities(Supplier<java.net.http.HttpClient.Builder> clients, Map<String, String> environment) {
        this.clients = clients;
        this.environment = environment;
    }

    /**
     * The identity that is asked for. Nothing is contacted yet.
     *
     * @param clientId the application or user-assigned identity; where empty, {@code AZURE_CLIENT_ID} or the system's own
     * @param tenantId the Entra tenant; where empty, {@code AZURE_TENANT_ID} or the identity's home
     * @throws IdentityException if a part of it that must be named is not
     */
    public AzureIdentity identity(
            IdentitySource source, Optional<String> clientId, Optional<String> tenantId, EntraAuthority cloud) {
        HttpClient http = http();
        Optional<String> client = clientId.or(() -> variable("AZURE_CLIENT_ID"));
        Optional<String> tenant = tenantId.or(() -> variable("AZURE_TENANT_ID"));
        TokenCredential credential = switch (source) {
            case CHAIN -> chain(cloud, http, client, tenant);
            case WORKLOAD_IDENTITY -> workload(cloud, http, client, tenant);
            case MANAGED_IDENTITY -> managed(http, clientId);
            case CLI -> cli(tenant);
            case SERVICE_PRINCIPAL -> application(cloud, http, client, tenant);
        };
        return new AzureIdentity(credential, source.who());
    }

    /** An application with its secret. Nothing is contacted yet. */
    public AzureIdentity application(String clientId, String tenantId, String secret, EntraAuthority cloud) {
        return new AzureIdentity(
                withSecret(cloud, http(), clientId, tenantId, secret), IdentitySource.SERVICE_PRINCIPAL.who());
    }

    private HttpClient http() {
        return new JdkHttpClientBuilder(clients.get())
                .configuration(new ConfigurationBuilder().build())
                .build();
    }

    private static TokenCredential chain(
            EntraAuthority cloud, HttpClient http, Optional<String> client, Optional<String> tenant) {
        var builder = new DefaultAzureCredentialBuilder()
                .httpClient(http)
                .authorityHost(cloud.url().toString());
        client.ifPresent(id -> builder.managedIdentityClientId(id).workloadIdentityClientId(id));
        tenant.ifPresent(builder::tenantId);
        if (!cloud.wellKnown()) {
            builder.disableInstanceDiscovery();
        }
        return builder.build();
    }

    private TokenCredential workload(
            EntraAuthority cloud, HttpClient http, Optional<String> client, Optional<String> tenant) {
        var builder = new WorkloadIdentityCredentialBuilder()
                .httpClient(http)
                .authorityHost(cloud.url().toString())
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
            EntraAuthority cloud, HttpClient http, Optional<String> client, Optional<String> tenant) {
        String clientId = named(client, "AZURE_CLIENT_ID", "service principal");
        String tenantId = named(tenant, "AZURE_TENANT_ID", "service principal");
        Optional<String> certificate = variable("AZURE_CLIENT_CERTIFICATE_PATH");
        if (certificate.isPresent()) {
            var builder = new ClientCertificateCredentialBuilder()
                    .httpClient(http)
                    .authorityHost(cloud.url().toString())
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
            EntraAuthority cloud, HttpClient http, String clientId, String tenantId, String secret) {
        var builder = new ClientSecretCredentialBuilder()
                .httpClient(http)
                .authorityHost(cloud.url().toString())
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
        return value.orElseThrow(() -> new IdentityException(
                Kind.REFUSED,
                new Problem("Azure " + what, variable + " is not set", "set it, or choose another way to sign in"),
                null));
    }
}
