package io.jenkins.plugins.fairlead.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jenkins.plugins.fairlead.access.RepositoryEntry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which server a name means. */
class ServerNamesTest {
    @ParameterizedTest
    @CsvSource({
        "contoso.azurecr.io/shop/api:1, contoso.azurecr.io",
        "localhost/api, localhost",
        "localhost:5000/api, localhost:5000",
        "Contoso.azurecr.io/shop/api, contoso.azurecr.io",
        "index.docker.io/library/nginx, docker.io",
        "nginx, docker.io",
        "library/nginx:1, docker.io"
    })
    void anImagesRegistry(String image, String host) {
        assertEquals(host, RegistryHost.of(image));
    }

    @ParameterizedTest
    @CsvSource({
        "https://git.example/contoso, true",
        "https://git.example/contoso/, true",
        "https://git.example/contoso/config, true",
        "https://git.example/contoso/config.git, true",
        "https://git.example/cont, false",
        "https://git.example/contoso/config2, false"
    })
    void anEntryCoversWholePartsOfAPath(String entry, boolean covers) {
        assertEquals(
                covers, new RepositoryEntry(entry, "", "", "", "").covers("https://git.example/contoso/config.git"));
    }
}
