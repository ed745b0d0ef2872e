package dev.fairlead.registry.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fairlead.image.ImageName;
import dev.fairlead.registry.RegistryException;
import dev.fairlead.registry.RegistryException.Kind;
import dev.fairlead.registry.RegistrySettings;
import dev.fairlead.registry.TagInfo;
import dev.fairlead.registry.testing.FakeTime;
import dev.fairlead.registry.testing.StubRegistry;
import dev.fairlead.registry.testing.StubRegistry.Told;
import dev.fairlead.registry.wire.JdkWire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A registry that fails, refuses or lags, seen from the outside; waits cost no time here. */
class ResilienceTest {
    private static final String TAGS = "{\"name\":\"team/app\",\"tags\":[\"v1\"]}";

    private final FakeTime time = new FakeTime();

    /** Lists by a script that is told the number of the request, from 1. */
    private List<String> list(IntFunction<Told> script) {
        AtomicInteger number = new AtomicInteger();
        try (var stub = StubRegistry.start(seen -> script.apply(number.incrementAndGet()));
                var registries = open(stub.settings())) {
            return tags(registries, stub.image("team/app"));
        }
    }

    private RemoteRegistries open(RegistrySettings settings) {
        return RemoteRegistries.open(settings, Map.of(), JdkWire.of(settings), time);
    }

    private static List<String> tags(RemoteRegistries registries, ImageName image) {
        Stream.Builder<String> names = Stream.builder();
        for (TagInfo tag : registries.forImage(image).tags(image)) {
            names.add(tag.tag().value());
        }
        return names.build().toList();
    }

    private RegistryException refused(IntFunction<Told> script) {
        return catchThrowableOfType(RegistryException.class, () -> list(script));
    }

    @Test
    void a429WithRetryAfterIsWaitedFor() {
        assertThat(list(number -> number < 3 ? Told.status(429).with("Retry-After", "3") : Told.json(TAGS)))
                .containsExactly("v1");
        assertThat(time.waits())
                .hasSize(2)
                .allSatisfy(wait -> assertThat(wait).isBetween(Duration.ofSeconds(3), Duration.ofMillis(3300)));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void aFailureThatPassesIsNotNoticed(int status) {
        assertThat(list(number -> number == 1 ? Told.status(status) : Told.json(TAGS)))
                .containsExactly("v1");
    }

    /** The second page is asked for again by itself: what the first page held is neither lost nor listed twice. */
    @Test
    void aFailureBetweenPagesLosesNothing() {
        assertThat(list(number -> switch (number) {
                    case 1 -> Told.json(TAGS).with("Link", "<?last=v1>; rel=\"next\"");
                    case 2, 3 -> Told.status(502);
                    default -> Told.json("{\"tags\":[\"v2\"]}");
                }))
                .containsExactly("v1", "v2");
    }

    @Test
    void endlessFailureEndsAtTheDeadline() {
        RegistryException told = refused(number -> Told.status(503));
        assertThat(told.kind()).isEqualTo(Kind.SERVER);
        assertThat(told).hasMessageContaining("team/app (HTTP 503): the registry fails (given up after");
        assertThat(Duration.ofNanos(time.nanos())).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void aRetryAfterBeyondTheDeadlineIsToldAtOnce() {
        RegistryException told = refused(number -> Told.status(429).with("Retry-After", "3600"));
        assertThat(told.kind()).isEqualTo(Kind.RATE_LIMITED);
        assertThat(told).hasMessageContaining("the deadline is 20 s").hasMessageContaining("FAIRLEAD_REGISTRY_RATE");
        assertThat(time.waits()).isEmpty();
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(Told.status(401), Kind.UNAUTHORIZED, "the registry wants a sign-in"),
                Arguments.of(
                        Told.error(403, "DENIED"),
                        Kind.FORBIDDEN,
                        "anonymous may not list tags (DENIED: as the script says)"),
                Arguments.of(Told.error(404, "NAME_UNKNOWN"), Kind.NOT_FOUND, "the registry knows no such repository"),
                Arguments.of(Told.status(407), Kind.CREDENTIALS, "the proxy on the way wants a sign-in"),
                Arguments.of(Told.error(400, "PAGINATION_NUMBER_INVALID"), Kind.MALFORMED, "PAGINATION_NUMBER_INVALID"),
                Arguments.of(Told.status(204), Kind.MALFORMED, "list of tags is not one"),
                Arguments.of(new Told(200, Map.of(), "<html>Sign in to the WiFi</html>"), Kind.MALFORMED, "is not one"),
                Arguments.of(Told.status(304), Kind.MALFORMED, "the protocol does not know here"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void eachRefusalHasItsOwnWords(Told answer, Kind kind, String told) {
        RegistryException refusal = refused(number -> answer);
        assertThat(refusal.kind()).isEqualTo(kind);
        assertThat(refusal).hasMessageContaining(told).hasMessageContaining("team/app");
        assertThat(refusal.retryable()).isFalse();
        assertThat(refusal.problem().remedy()).isNotEmpty();
    }

    @Test
    void acrsNetworkRulesAreTold() {
        RegistryException told = refused(number -> Told.json(
                403,
                "{\"errors\":[{\"code\":\"DENIED\",\"message\":\"client with IP '203.0.113.9' is not allowed access. Refer"
                        + " https://aka.ms/acr/firewall to grant access.\"}]}"));
        assertThat(told.kind()).isEqualTo(Kind.FORBIDDEN);
        assertThat(told)
                .hasMessageContaining("network rules shut this address out")
                .hasMessageContaining("private endpoint");
    }

    @Test
    void aMessageIsOneLineOfBoundedLength() {
        RegistryException told = refused(number -> Told.json(
                403, "{\"errors\":[{\"code\":\"D\",\"message\":\"a\\nb\\u001b[31m" + "x".repeat(5000) + "\"}]}"));
        assertThat(told.getMessage()).hasLineCount(1).hasSizeLessThan(700).doesNotContain("\u001b");
    }

    /** A socket that accepts and says nothing, on real time: the deadline ends it. */
    @Test
    void aHalfOpenSocketEndsAtTheDeadline() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String host = "127.0.0.1:" + silent.getLocalPort();
            RegistrySettings settings = RegistrySettings.plain()
                    .withPlainHttpHost(host)
                    .withLimits(Duration.ofMillis(700), Duration.ofMillis(100), 100);
            try (var registries = RemoteRegistries.open(settings)) {
                RegistryException told = catchThrowableOfType(
                        RegistryException.class, () -> tags(registries, ImageName.of(host, "team/app")));
                assertThat(told.kind()).isEqualTo(Kind.TIMEOUT);
                assertThat(told)
                        .hasMessageContaining("gave no whole answer in time")
                        .hasMessageContaining("given up after");
            }
        }
    }

    /** localhost is not special: plain HTTP is spoken to hosts that were named, and to no other. */
    @Test
    void plainHttpIsForNamedHostsOnly() {
        try (var stub = StubRegistry.start(seen -> Told.json(TAGS));
                var registries = RemoteRegistries.open(
                        RegistrySettings.plain().withLimits(Duration.ofMillis(700), Duration.ofMillis(200), 100))) {
            assertThat(catchThrowableOfType(RegistryException.class, () -> tags(registries, stub.image("team/app"))))
                    .isNotNull();
            assertThat(stub.seen()).as("requests that came in plain text").isEmpty();
        }
    }
}
