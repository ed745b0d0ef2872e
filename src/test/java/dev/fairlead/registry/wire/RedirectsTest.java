package dev.fairlead.registry.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.registry.RegistryException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectsTest {
    private static final URI START = URI.create("https://r.example/v2/app/blobs/sha256:0");

    private final List<Ask> asked = new ArrayList<>();

    private Answer follow(String method, int status, String... locations) throws IOException, InterruptedException {
        Wire wire = (ask, timeout) -> {
            asked.add(ask);
            boolean on = asked.size() <= locations.length;
            return new Answer(
                    on ? status : 200,
                    on ? headers(locations[asked.size() - 1]) : HttpHeaders.of(Map.of(), (a, b) -> true),
                    new byte[0]);
        };
        Ask ask = Ask.of(method, START, Map.of(), 10).authorized(Optional.of("Bearer hush"));
        return new Redirects(wire, Set.of("plain.example")).send(ask, Duration.ofSeconds(1));
    }

    private static HttpHeaders headers(String location) {
        return HttpHeaders.of(location.isEmpty() ? Map.of() : Map.of("Location", List.of(location)), (a, b) -> true);
    }

    @ParameterizedTest
    @CsvSource({
        "https://blobs.example/x?sig=1,    https://blobs.example/x?sig=1,    false",
        "https://r.example:444/x,          https://r.example:444/x,          false",
        "https://R.example:443/x,          https://R.example:443/x,          true",
        "/elsewhere?a=b,                   https://r.example/elsewhere?a=b,  true",
        "http://plain.example/x,           http://plain.example/x,           false"
    })
    void credentialsStayWithTheirOrigin(String location, String target, boolean authorized) throws Exception {
        assertThat(follow("GET", 307, location).status()).isEqualTo(200);
        assertThat(asked).hasSize(2);
        assertThat(asked.get(1).uri()).isEqualTo(URI.create(target));
        assertThat(asked.get(1).headers().containsKey("Authorization")).isEqualTo(authorized);
    }

    @Test
    void credentialsThatWereDroppedDoNotComeBack() throws Exception {
        follow("GET", 302, "https://blobs.example/x", "https://r.example/back");
        assertThat(asked).hasSize(3);
        assertThat(asked.get(2).headers()).doesNotContainKey("Authorization");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://r.example/x",
                "http://blobs.example/x",
                "ftp://r.example/x",
                "file:///etc/passwd",
                "",
                "https:",
                "::"
            })
    void someRedirectsAreNotFollowed(String location) {
        assertThatThrownBy(() -> follow("GET", 302, location))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.kind()).isEqualTo(RegistryException.Kind.MALFORMED))
                .hasMessageStartingWith("r.example: it redirects");
        assertThat(asked).hasSize(1);
    }

    @Test
    void redirectsEnd() {
        assertThatThrownBy(() -> follow("GET", 302, "/1", "/2", "/3", "/4", "/5", "/6", "/7"))
                .hasMessageContaining("more than 5 times");
    }

    @Test
    void whatChangesSomethingIsNotRepeatedElsewhere() throws Exception {
        assertThat(follow("POST", 307, "https://other.example/").status()).isEqualTo(307);
        assertThat(asked).hasSize(1);
    }
}
