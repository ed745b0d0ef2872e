package dev.fairlead.configrepo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses, and what is never kept of them. */
class RepoLocationTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        https://github.com/acme/config.git          | https://github.com/acme/config.git   | github.com | false
        HTTPS://GitHub.com/acme/config              | https://GitHub.com/acme/config       | github.com | false
        https://bot:s3cret@github.com/acme/config   | https://github.com/acme/config       | github.com | true
        https://s3cret@dev.azure.com/o/p/_git/r     | https://dev.azure.com/o/p/_git/r     | dev.azure.com | true
        http://localhost:3000/a/b.git               | http://localhost:3000/a/b.git        | localhost  | false
        ssh://git@example.com:2222/a/b.git          | ssh://git@example.com:2222/a/b.git   | example.com | false
        ssh://git:s3cret@example.com/a/b.git        | ssh://git@example.com/a/b.git        | example.com | true
        git@github.com:acme/config.git              | ssh://git@github.com/acme/config.git | github.com | false
        file:///srv/git/config.git                  | /srv/git/config.git                  | ''         | false
        /srv/git/../git/config.git                  | /srv/git/config.git                  | ''         | false
        """)
    void anAddressIsReadAndShownWithoutSecrets(String written, String shown, String host, boolean warned) {
        RepoLocation location = RepoLocation.parse(written);

        assertThat(location).hasToString(shown);
        assertThat(location.host()).isEqualTo(host);
        assertThat(location.warning().isPresent()).isEqualTo(warned);
        assertThat(location.toString() + location.warning()).doesNotContain("s3cret");
    }

    @Test
    void aRelativePathIsMeantFromHere() {
        assertThat(RepoLocation.parse("config.git"))
                .hasToString(Path.of("config.git").toAbsolutePath().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://host/x", "git://host/x", "https:///x", "ext::sh -c x", "https://u:s3cret@/x"})
    void whatIsNoAddressIsRefusedWithoutShowingSecrets(String written) {
        assertThatThrownBy(() -> RepoLocation.parse(written))
                .isInstanceOfSatisfying(
                        GitException.class, e -> assertThat(e.kind()).isEqualTo(GitException.Kind.INVALID))
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        https | git.example.com      | proxy:3128
        http  | git.example.com      | plain:80
        https | inside.corp.example  | direct
        https | corp.example         | direct
        https | notcorp.example      | proxy:3128
        https | localhost            | direct
        """)
    void theEnvironmentsProxyIsUsedAsCurlAndGitDo(String scheme, String host, String expected) {
        ProxyChoice choice = ProxyChoice.of(
                Optional.empty(),
                Map.of(
                        "https_proxy",
                        "http://proxy:3128",
                        "HTTP_PROXY",
                        "plain",
                        "NO_PROXY",
                        ".corp.example,localhost"));

        Proxy proxy = choice.forHost(scheme, host);

        String shown = proxy.equals(Proxy.NO_PROXY)
                ? "direct"
                : ((java.net.InetSocketAddress) proxy.address()).getHostString() + ":"
                        + ((java.net.InetSocketAddress) proxy.address()).getPort();
        assertThat(shown).isEqualTo(expected);
    }

    @Test
    void aProxyOfTheSettingsComesFirst() {
        ProxyChoice choice = ProxyChoice.of(
                Optional.of(URI.create("socks5://socks:1081")), Map.of("HTTPS_PROXY", "http://proxy:3128"));

        assertThat(choice.forHost("https", "x").type()).isEqualTo(Proxy.Type.SOCKS);
    }
}
