package dev.fairlead.forge.azure;

import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeProvider;
import dev.fairlead.forge.ForgeSettings;
import dev.fairlead.forge.RepositoryUrl;
import dev.fairlead.forge.rest.RestApi;
import dev.fairlead.forge.rest.RestConnection;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Opens {@link AzureForge} for repositories at Azure DevOps Services, or at any Azure DevOps Server that is named. */
public final class AzureProvider implements ForgeProvider {
    @Override
    public String name() {
        return "azure";
    }

    @Override
    public String described() {
        return "azure (https://dev.azure.com/ORGANIZATION/PROJECT/_git/REPOSITORY; Azure DevOps Server when named)";
    }

    @Override
    public boolean recognises(RepositoryUrl url, ForgeSettings settings) {
        boolean own = AzureCredentials.isOwnPipeline(settings.environment(), url)
                && url.path().contains("/_git/");
        return AzureAddress.isCloud(url.host()) || own;
    }

    @Override
    public Forge open(RepositoryUrl url, ForgeSettings settings) {
        AzureAddress address = AzureAddress.of(url, settings.apiUrl());
        Supplier<Optional<String>> authorization = AzureCredentials.authorization(url, address, settings);
        RestConnection connection = new RestConnection(settings.connection(), new AzureDialect(), settings.clock());
        Supplier<Map<String, String>> headers = () -> headers(authorization.get(), Optional.empty());
        Supplier<Map<String, String>> patching =
                () -> headers(authorization.get(), Optional.of("application/json-patch+json"));
        AzureRepository repository =
                new AzureRepository(address, api(address.collection(), connection, headers), connection, address.web());
        AzurePeople people =
                new AzurePeople(api(address.identities(), connection, headers), address.project(), address.web());
        return new AzureForge(
                repository, people, new WorkItems(repository, api(address.collection(), connection, patching)));
    }

    private static RestApi api(String base, RestConnection connection, Supplier<Map<String, String>> headers) {
        return new RestApi(URI.create(base), AzureDialect.NAME, connection, headers);
    }

    /** Asks for an error where Azure DevOps would lead to a page to sign in at. */
    private static Map<String, String> headers(Optional<String> authorization, Optional<String> type) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", "application/json");
        headers.put("X-TFS-FedAuthRedirect", "Suppress");
        type.ifPresent(value -> headers.put("Content-Type", value));
        authorization.ifPresent(value -> headers.put("Authorization", value));
        return headers;
    }
}
