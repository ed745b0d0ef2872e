package dev.fairlead.bot.hear;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressesTest {
    @ParameterizedTest
    @CsvSource({
        "https://github.com/Contoso/Config.git,             git@github.com:contoso/config.git,                       true",
        "https://github.com/contoso/config,                 https://github.com/contoso/config.git/,                  true",
        "https://git.example:8443/team/config.git,          ssh://git@git.example:2222/team/config.git,              true",
        "https://org@dev.azure.com/org/Shop/_git/config,    git@ssh.dev.azure.com:v3/org/Shop/config,               true",
        "https://bitbucket.example/scm/shop/config.git,     ssh://git@bitbucket.example:7999/SHOP/config.git,        true",
        "https://github.com/contoso/config.git,             https://github.com/contoso/config2.git,                  false",
        "https://github.com/contoso/config.git,             https://github.example/contoso/config.git,               false",
        "https://github.com/contoso/config.git,             https://github.com/other/contoso/config.git,             false",
        "/srv/git/config.git,                               /srv/git/config.git,                                     true",
        "/srv/git/config.git,                               /srv/git/other.git,                                      false",
        "'',                                                https://github.com/contoso/config.git,                   false",
    })
    void meansTheSameRepository(String told, String configured, boolean same) {
        assertThat(Addresses.of(told).mean(configured)).isEqualTo(same);
    }
}
