package dev.fairlead.registry.acr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fairlead.demo.registry.Account;
import dev.fairlead.demo.registry.EmbeddedRegistry;
import dev.fairlead.demo.registry.EmbeddedRegistry.Options;
import dev.fairlead.demo.registry.TinyImage;
import dev.fairlead.image.Digest;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.Tag;
import dev.fairlead.registry.ImageDetails;
import dev.fairlead.registry.Platform;
import dev.fairlead.registry.Registry;
import dev.fairlead.registry.RegistryException;
import dev.fairlead.registry.RegistryException.Kind;
import dev.fairlead.registry.RegistrySettings;
import dev.fairlead.registry.Secret;
import dev.fairlead.registry.SignIn;
import dev.fairlead.registry.TagInfo;
import dev.fairlead.registry.remote.RemoteRegistries;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** The ACR side against the embedded registry. */
class AcrRegistryTest {
    private static final Instant MORNING = Instant.parse("2024-05-06T07:00:00Z");
    private static final TinyImage IMAGE = TinyImage.of(Map.of("org.opencontainers.image.revision", "abc"), MORNING);

    private static void with(Options options, BiConsumer<EmbeddedRegistry, Registry> test) {
        try (var server = EmbeddedRegistry.start(options);
                var registries = RemoteRegistries.open(server.settings(RegistrySettings.plain()))) {
            test.accept(server, registries.forImage(app(server)));
        }
    }

    private static ImageName app(EmbeddedRegistry server) {
        return ImageName.of(server.host(), "team/app");
    }

    /** The failure of a question that an account is not permitted to ask. */
    private static RegistryException refused(Account account, BiFunction<Registry, ImageName, ?> question) {
        try (var server = EmbeddedRegistry.start(Options.acr(account));
                var registries = RemoteRegistries.open(server.settings(RegistrySettings.plain()))) {
            server.push("team/app", "1.0.0", IMAGE, MORNING);
            ImageName app = app(server);
            return catchThrowableOfType(RegistryException.class, () -> question.apply(registries.forImage(app), app));
        }
    }

    private static boolean list(Registry registry, ImageName image) {
        return registry.tags(image).iterator().hasNext();
    }

    @Test
    void tagsComeNewestPushFirstWithDigestAndTimes() {
        with(Options.acr(Account.admin("ci", "s3cret")), (server, registry) -> {
            Digest image = server.push("team/app", "1.0.9", IMAGE, MORNING);
            server.push("team/app", "1.0.63", IMAGE, MORNING.plusSeconds(60));
            server.push("team/app", "1.0.9", IMAGE, MORNING.plusSeconds(120));
            assertThat(registry.tags(app(server)).newestFirst()).isTrue();
            assertThat(registry.tags(app(server)))
                    .containsExactly(
                            new TagInfo(
                                    Tag.of("1.0.9"),
                                    Optional.of(image),
                                    Optional.of(MORNING.plusSeconds(120)),
                                    Optional.of(MORNING)),
                            new TagInfo(
                                    Tag.of("1.0.63"),
                                    Optional.of(image),
                                    Optional.of(MORNING.plusSeconds(60)),
                                    Optional.of(MORNING.plusSeconds(60))));
        });
    }

    /** Nobody else asks ACR for its time order: the newest push is in the first page, however many tags there are. */
    @Test
    void theNewestPushCostsOnePage() {
        with(Options.acr(Account.admin("ci", "s3cret")).withMaxPage(10), (server, registry) -> {
            Digest image = server.push("team/app", "v0", IMAGE, MORNING);
            for (int i = 1; i < 95; i++) {
                server.tag("team/app", "v" + i, image, MORNING.plusSeconds(i));
            }
            int before = server.requests();
            Iterator<TagInfo> tags = registry.tags(app(server)).iterator();
            assertThat(tags.next().tag()).hasToString("v94");
            assertThat(server.requests() - before).as("challenge, token, page").isEqualTo(3);

            before = server.requests();
            assertThat(registry.tags(app(server)).iterator().next().tag()).hasToString("v94");
            assertThat(server.requests() - before).as("signed in already").isEqualTo(1);

            before = server.requests();
            assertThat(registry.tags(app(server))).hasSize(95);
            assertThat(server.requests() - before).as("pages of ten").isEqualTo(10);
        });
    }

    @Test
    void aTagIsAskedForByItsName() {
        with(Options.acr(Account.admin("ci", "s3cret")), (server, registry) -> {
            Digest image = server.push("team/app", "1.0.0", IMAGE, MORNING);
            assertThat(registry.find(app(server), Tag.of("1.0.0")))
                    .contains(new TagInfo(
                            Tag.of("1.0.0"), Optional.of(image), Optional.of(MORNING), Optional.of(MORNING)));
            assertThat(registry.find(app(server), Tag.of("1.0.1"))).isEmpty();
            ImageName absent = ImageName.of(server.host(), "team/absent");
            assertThat(catchThrowableOfType(RegistryException.class, () -> registry.find(absent, Tag.of("1.0.0"))))
                    .hasMessage(
                            server.host() + "/team/absent (HTTP 404): the registry knows no such repository; check its"
                                    + " name; some registries also hide a repository from who may not read it");
        });
    }

    @Test
    void anImageTellsOfItself() {
        with(Options.acr(Account.admin("ci", "s3cret")), (server, registry) -> {
            Digest digest = server.push(
                    "team/app",
                    "1.0.0",
                    new TinyImage(Map.of("a", "b"), Optional.of(MORNING), List.of("linux/amd64", "linux/arm64/v8")),
                    MORNING);
            assertThat(registry.details(app(server), "1.0.0"))
                    .isEqualTo(new ImageDetails(
                            digest,
                            Optional.of(MORNING),
                            List.of(Platform.parse("linux/amd64"), Platform.parse("linux/arm64/v8")),
                            Map.of("a", "b")));
            assertThat(registry.details(app(server), digest.toString()))
                    .isEqualTo(registry.details(app(server), "1.0.0"));
        });
    }

    /** A#1502, A#473: a scope-map token without metadata_read gives a bare 401 elsewhere. */
    @Test
    void a_1502_theMissingMetadataReadIsNamed() {
        Account puller = new Account("puller", "hush", Set.of("pull"));
        for (BiFunction<Registry, ImageName, ?> question : List.<BiFunction<Registry, ImageName, ?>>of(
                AcrRegistryTest::list, (registry, image) -> registry.find(image, Tag.of("1.0.0")))) {
            RegistryException told = refused(puller, question);
            assertThat(told.kind()).isEqualTo(Kind.UNAUTHORIZED);
            assertThat(told)
                    .hasMessageContaining("team/app (sign-in, HTTP 401): the registry grants user 'puller' no token for"
                            + " repository:team/app:metadata_read")
                    .hasMessageContaining("scope map needs metadata_read on the repository")
                    .hasMessageNotContaining("hush");
        }
    }

    @Test
    void theMissingContentReadIsNamed() {
        RegistryException told = refused(
                new Account("lister", "hush", Set.of("metadata_read")),
                (registry, image) -> registry.details(image, "1.0.0"));
        assertThat(told)
                .hasMessageContaining("no token for repository:team/app:pull")
                .hasMessageContaining("content_read");
    }

    @Test
    void aWrongPasswordIsTold() {
        try (var server = EmbeddedRegistry.start(Options.acr(Account.admin("ci", "right")));
                var registries = RemoteRegistries.open(server.settings(RegistrySettings.plain())
                        .withSignIn(server.host(), new SignIn.Basic("ci", new Secret("hush"))))) {
            RegistryException told = catchThrowableOfType(
                    RegistryException.class, () -> list(registries.forImage(app(server)), app(server)));
            assertThat(told.kind()).isEqualTo(Kind.UNAUTHORIZED);
            assertThat(told).hasMessageContaining("user 'ci'").hasMessageNotContaining("hush");
        }
    }

    @Test
    void publicRepositoriesNeedNobody() {
        with(Options.acr().withAnonymousPull(), (server, registry) -> {
            server.push("team/app", "1.0.0", IMAGE, MORNING);
            assertThat(registry.tags(app(server))).hasSize(1);
            assertThat(registry.details(app(server), "1.0.0").created()).contains(MORNING);
        });
    }

    @Test
    void nobodyIsToldHowToSignIn() {
        with(Options.acr(), (server, registry) -> {
            server.push("team/app", "1.0.0", IMAGE, MORNING);
            RegistryException told = catchThrowableOfType(RegistryException.class, () -> list(registry, app(server)));
            assertThat(told.kind()).isEqualTo(Kind.UNAUTHORIZED);
            assertThat(told)
                    .hasMessageContaining("lets nobody in without a sign-in")
                    .hasMessageContaining("docker login")
                    .hasMessageContaining("Azure identity");
        });
    }
}
