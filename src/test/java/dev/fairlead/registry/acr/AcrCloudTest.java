package dev.fairlead.registry.acr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.registry.AcrSettings;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcrCloudTest {
    private static final AcrSettings PUBLIC = AcrSettings.publicClouds();

    @ParameterizedTest
    @CsvSource({
        "team.azurecr.io, https://login.microsoftonline.com/",
        "team.westeurope.data.azurecr.io, https://login.microsoftonline.com/",
        "team.azurecr.cn, https://login.chinacloudapi.cn/",
        "team.azurecr.us, https://login.microsoftonline.us/"
    })
    void thePublicCloudsAreKnownByTheirDomains(String host, URI authority) {
        assertThat(AcrCloud.of(host, PUBLIC)).contains(new AcrCloud(authority, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker.io", "azurecr.io.evil.example", "evil-azurecr.io", "127.0.0.1:5000", "azurecr.io"})
    void otherHostsAreNotAcr(String host) {
        assertThat(AcrCloud.of(host, PUBLIC)).isEmpty();
    }

    @Test
    void aDisconnectedCloudIsNamed() {
        AcrSettings named = new AcrSettings(
                Set.of(".azurecr.disconnected", "registry.internal:5000"),
                Optional.of(URI.create("https://login.disconnected/")),
                "https://acr.disconnected");
        AcrCloud own = new AcrCloud(URI.create("https://login.disconnected/"), false);
        assertThat(AcrCloud.of("team.azurecr.disconnected", named)).contains(own);
        assertThat(AcrCloud.of("team.azurecr.disconnected:443", named)).contains(own);
        assertThat(AcrCloud.of("registry.internal:5000", named)).contains(own);
        assertThat(AcrCloud.of("registry.internal:5001", named)).isEmpty();
    }
}
