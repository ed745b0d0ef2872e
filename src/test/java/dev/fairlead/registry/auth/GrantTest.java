package dev.fairlead.registry.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrantTest {
    private static final Instant NOW = Instant.parse("2024-05-06T07:08:09Z");

    private static Optional<Grant> read(String json) {
        return Grant.read(json.getBytes(StandardCharsets.UTF_8), "access_token", NOW);
    }

    private static String jwt(String claims) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return "e30." + encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".c2ln";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"access_token\":\"a\",\"expires_in\":300} | a | 2024-05-06T07:12:39Z",
                "{\"token\":\"t\",\"expires_in\":300}        | t | 2024-05-06T07:12:39Z",
                "{\"token\":\"t\",\"access_token\":\"a\"}    | a | 2024-05-06T07:08:39Z",
                "{\"token\":\"x.y.z\"}                       | x.y.z | 2024-05-06T07:08:39Z"
            })
    void tokenAndItsEndWithAMargin(String json, String token, Instant until) {
        assertThat(read(json)).contains(new Grant(token, until));
    }

    @Test
    void aJsonWebTokenSaysItselfWhenItEnds() {
        long end = NOW.plusSeconds(4500).getEpochSecond();
        String token = jwt("{\"exp\":" + end + "}");
        Grant grant = read("{\"access_token\":\"" + token + "\"}").orElseThrow();
        assertThat(grant.until()).isEqualTo(NOW.plusSeconds(4470));
        assertThat(grant.stands(NOW.plusSeconds(4469))).isTrue();
        assertThat(grant.stands(NOW.plusSeconds(4470))).isFalse();
        assertThat(grant.toString()).doesNotContain(token);
    }

    @Test
    void anEndBeyondAllTimesIsNotBelieved() {
        String token = jwt("{\"exp\":9223372036854775807}");
        assertThat(read("{\"access_token\":\"" + token + "\"}").orElseThrow().until())
                .isEqualTo(NOW.plusSeconds(30));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"''", "{}", "[]", "null", "{\"access_token\":\"\"}", "{\"refresh_token\":\"r\"}", "<html>"})
    void whatHoldsNoTokenGrantsNone(String json) {
        assertThat(read(json)).isEmpty();
    }
}
