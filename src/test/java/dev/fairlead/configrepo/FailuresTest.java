package dev.fairlead.configrepo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.configrepo.GitException.Kind;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a remote said is read apart from its address, which may hold any number and any word. */
class FailuresTest {
    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:40353/config.git, http://127.0.0.1:40353/config.git: 500 Internal Server Error, SERVER",
        "http://127.0.0.1:40151/config.git, http://127.0.0.1:40151/config.git: 503 Service Unavailable, SERVER",
        "https://h.example:403/config.git, https://h.example:403/config.git: 502 Bad Gateway, SERVER",
        "https://h.example/forbidden.git, https://h.example/forbidden.git: 429 Too Many Requests, SERVER",
        "https://h.example/a.git, https://h.example/a.git: git-receive-pack not permitted on 'https://h.example/a.git', "
                + "FORBIDDEN",
        "https://h.example/a.git, https://h.example/a.git: 403 Forbidden, FORBIDDEN",
        "https://h.example/500.git, https://h.example/500.git: 401 Unauthorized, UNAUTHORIZED",
        "https://h.example/401.git, https://h.example/401.git/info/refs?service=git-upload-pack not found, NOT_FOUND",
        "git@h.example:team/access denied.git, git@h.example:team/access denied.git: connection reset, NETWORK",
        "/srv/unpack 403.git, /srv/unpack 403.git: it went away, NETWORK",
        "https://h.example/a.git, Connection refused: h.example:40353, NETWORK",
        "https://h.example/a.git, read 14031 of 24010 bytes, NETWORK",
    })
    void anAddressIsNotWhatWasSaid(String address, String said, Kind kind) {
        GitException failure =
                Failures.of(RepoLocation.parse(address), new IOException(said), UnaryOperator.identity());

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure).hasMessageContaining(said);
    }
}
