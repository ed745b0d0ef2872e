package dev.fairlead.forge.github;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the API of each kind of host is (GitHub Docs, "Getting started with the REST API"). */
class GitHubAddressTest {
    @ParameterizedTest
    @CsvSource({
        "github.com,          https://api.github.com",
        "www.github.com,      https://api.github.com",
        "ssh.github.com,      https://api.github.com",
        "acme.ghe.com,        https://api.acme.ghe.com",
        "git.contoso.example, https://git.contoso.example/api/v3",
        "notghe.com,          https://notghe.com/api/v3",
    })
    void theApiFollowsFromTheHost(String host, String api) {
        assertThat(GitHubProvider.api(host)).hasToString(api);
    }
}
