package dev.fairlead.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which forge serves a repository. */
class ForgesTest {
    @ParameterizedTest
    @CsvSource({
        "https://github.com/o/r.git,              https://github.com/o/r",
        "https://GitHub.com/o/r/,                 https://github.com/o/r",
        "https://user:hunter2@github.com/o/r,     https://github.com/o/r",
        "ssh://git@host:2222/o/r.git,             ssh://host:2222/o/r",
        "git@github.com:o/r.git,                  ssh://github.com/o/r",
        "github.com:o/r,                          ssh://github.com/o/r",
        "git@[2001:db8::1]:o/r,                   ssh://[2001:db8::1]/o/r",
        "https://[2001:db8::1]:8443/o/r,          https://[2001:db8::1]:8443/o/r",
        "file:///srv/config.git,                  /srv/config.git",
        "/srv/config.git,                         /srv/config.git",
        "./config.git,                            ./config.git",
        "../a:b,                                  ../a:b",
    })
    void readsWhatGitCloneTakes(String text, String shown) {
        assertThat(RepositoryUrl.parse(text)).hasToString(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https:///o/r",
                "https://user:hunter2@host:x y/o",
                "https://hunter2@",
                "https://a b:hunter2@h/"
            })
    void whatIsNoUrlIsRefusedWithoutShowingSecrets(String text) {
        assertThatThrownBy(() -> RepositoryUrl.parse(text))
                .isInstanceOf(ForgeException.class)
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://git.example.com/o/r", "git@git.example.com:o/r", "https://host.example/c/p/_git/r"})
    void aUrlThatTellsNoForgeNamesThoseThatAreKnown(String url) {
        assertThatThrownBy(() -> Forges.open(url, ForgeSettings.of(Map.of())))
                .isInstanceOfSatisfying(
                        ForgeException.class, e -> assertThat(e.kind()).isEqualTo(ForgeException.Kind.CONFIGURATION))
                .hasMessageContaining("local (");
    }

    @Test
    void aSecretIsNotPrinted() {
        assertThat(new ForgeCredentials.AccessToken(Secret.of("hunter2")).toString())
                .doesNotContain("hunter2");
        assertThat(ForgeSettings.of(Map.of("GITHUB_TOKEN", "hunter2")).toString())
                .doesNotContain("hunter2");
    }
}
