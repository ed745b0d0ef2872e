package dev.fairlead.registry.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeTest {
    private static Challenge bearer(String... pairs) {
        var parameters = new java.util.HashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            parameters.put(pairs[i], pairs[i + 1]);
        }
        return new Challenge("bearer", parameters);
    }

    @Test
    void asAcrWritesIt() {
        assertThat(Challenge.parse(List.of("Bearer realm=\"https://myregistry.azurecr.io/oauth2/token\","
                        + "service=\"myregistry.azurecr.io\",scope=\"repository:library/hello-world:metadata_read\"")))
                .containsExactly(bearer(
                        "realm", "https://myregistry.azurecr.io/oauth2/token",
                        "service", "myregistry.azurecr.io",
                        "scope", "repository:library/hello-world:metadata_read"));
    }

    @Test
    void inAnyOrderWithSpacesAndCommasInside() {
        assertThat(Challenge.parse(
                        List.of("bearer  Scope=\"repository:a:pull,push\" , service = s ,realm=\"https://a/\\\"b\"")))
                .containsExactly(bearer("realm", "https://a/\"b", "service", "s", "scope", "repository:a:pull,push"));
    }

    @Test
    void severalInOneHeaderOrInSeveral() {
        List<Challenge> both = List.of(new Challenge("basic", Map.of("realm", "x")), bearer("realm", "https://a"));
        assertThat(Challenge.parse(List.of("Basic realm=\"x\", Bearer realm=\"https://a\"")))
                .isEqualTo(both);
        assertThat(Challenge.parse(List.of("Basic realm=\"x\"", "Bearer realm=\"https://a\"")))
                .isEqualTo(both);
    }

    @Test
    void aSchemeAlone() {
        assertThat(Challenge.parse(List.of("Negotiate"))).containsExactly(new Challenge("negotiate", Map.of()));
        assertThat(Challenge.parse(List.of("Negotiate, Basic realm=x")))
                .containsExactly(new Challenge("negotiate", Map.of()), new Challenge("basic", Map.of("realm", "x")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",,,", "=", "\"", "realm=\"x\"", "Bearer realm=\"unclosed"})
    void whatIsNoChallengeGivesNoRealm(String header) {
        assertThat(Challenge.parse(List.of(header)))
                .allSatisfy(
                        challenge -> assertThat(challenge.parameter("realm")).isEmpty());
    }
}
