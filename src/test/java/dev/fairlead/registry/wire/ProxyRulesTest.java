package dev.fairlead.registry.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.registry.ProxySettings;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyRulesTest {
    private static ProxyRules rules(String noProxy) {
        return new ProxyRules(new ProxySettings(
                Optional.of(URI.create("http://plain:3128")),
                Optional.of(URI.create("http://me:hush@tunnel:8443")),
                List.of(noProxy.split(" ", -1))));
    }

    @ParameterizedTest
    @CsvSource({
        "https://r.example/v2/,        none,                 tunnel",
        "http://r.example/v2/,         none,                 plain",
        "https://r.example/v2/,        *,                    direct",
        "https://r.example/v2/,        r.example,            direct",
        "https://R.EXAMPLE/v2/,        r.example,            direct",
        "https://a.r.example/v2/,      r.example,            direct",
        "https://ar.example/v2/,       r.example,            tunnel",
        "https://r.example/v2/,        .r.example,           tunnel",
        "https://a.r.example/v2/,      .r.example,           direct",
        "https://a.r.example/v2/,      *.r.example,          direct",
        "https://r.example:5000/v2/,   r.example:5000,       direct",
        "https://r.example:5001/v2/,   r.example:5000,       tunnel",
        "https://r.example/v2/,        r.example:443,        direct",
        "https://10.1.2.3/v2/,         10.0.0.0/8,           direct",
        "https://11.1.2.3/v2/,         10.0.0.0/8,           tunnel",
        "https://10.1.2.3/v2/,         10.1.2.3,             direct",
        "https://10.1.2.3/v2/,         2.3,                  tunnel",
        "https://[fd00::1]/v2/,        fd00::/8,             direct",
        "https://[fd00::1]:5000/v2/,   [fd00::1]:5000,       direct",
        "https://[fd00::1]/v2/,        [fd00::1]:5000,       tunnel",
        "https://10.1.2.3/v2/,         10.0.0.0/33,          tunnel",
        "https://10.1.2.3/v2/,         10.0.0.0/,            tunnel",
        "https://r.example/v2/,        10.0.0.0/8 r.example, direct",
        "https://localhost:5000/v2/,   none,                 direct",
        "https://127.0.0.1:5000/v2/,   none,                 direct",
        "https://[::1]:5000/v2/,       none,                 direct"
    })
    void whichWayARequestGoes(URI uri, String noProxy, String expected) {
        List<Proxy> chosen = rules(noProxy).select(uri);
        assertThat(chosen).hasSize(1);
        String way = chosen.get(0).address() instanceof InetSocketAddress address ? address.getHostString() : "direct";
        assertThat(way).isEqualTo(expected);
    }

    @Test
    void thePasswordIsForTheProxyThatHasOne() {
        ProxyRules rules = rules("direct.example");
        assertThat(rules.authorization(URI.create("https://r.example/"))).contains("Basic bWU6aHVzaA==");
        assertThat(rules.authorization(URI.create("http://r.example/"))).isEmpty();
        assertThat(rules.authorization(URI.create("https://direct.example/"))).isEmpty();
    }
}
