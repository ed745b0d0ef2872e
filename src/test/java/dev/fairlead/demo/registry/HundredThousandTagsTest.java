package dev.fairlead.demo.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.demo.registry.EmbeddedRegistry.Options;
import dev.fairlead.image.Digest;
import dev.fairlead.image.ImageName;
import dev.fairlead.registry.Registry;
import dev.fairlead.registry.RegistrySettings;
import dev.fairlead.registry.TagInfo;
import dev.fairlead.registry.remote.RemoteRegistries;
import java.lang.ref.WeakReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A hundred thousand tags stream through; one page at a time is held. */
class HundredThousandTagsTest {
    private static final int TAGS = 100_000;
    private static final int PAGE = 1000;
    private static final long MOST_HELD = 3;
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    private static void fill(EmbeddedRegistry server) {
        Digest image = server.push("team/app", "tag-0", TinyImage.of(Map.of(), START), START);
        for (int i = 1; i < TAGS; i++) {
            server.tag("team/app", "tag-" + i, image, START.plusSeconds(i));
        }
    }

    private static RegistrySettings fast(RegistrySettings settings) {
        return settings.withLimits(settings.deadline(), settings.attemptTimeout(), 1_000_000);
    }

    /** IRC#931 (9,036 tags), IRC#285 and flux2#4984 (out of memory): every tag comes, and none of them is kept. */
    @Test
    void irc_931_everyTagComesAndNoPageIsKept() {
        try (var server = EmbeddedRegistry.start(Options.acr(Account.admin("ci", "right")))) {
            fill(server);
            ImageName app = ImageName.of(server.host(), "team/app");
            try (var registries = RemoteRegistries.open(fast(server.settings(RegistrySettings.plain())))) {
                Registry registry = registries.forImage(app);

                int before = server.requests();
                assertThat(registry.tags(app).iterator().next().tag()).hasToString("tag-99999");
                assertThat(server.requests() - before)
                        .as("challenge, token and one page for the newest")
                        .isEqualTo(3);

                before = server.requests();
                List<WeakReference<TagInfo>> ofEachPage = new ArrayList<>();
                int count = 0;
                Iterator<TagInfo> tags = registry.tags(app).iterator();
                while (tags.hasNext()) {
                    TagInfo tag = tags.next();
                    if (count % PAGE == 0) {
                        ofEachPage.add(new WeakReference<>(tag));
                        assertThat(server.requests() - before)
                                .as("pages fetched when tag %d is read", count)
                                .isEqualTo(count / PAGE + 1);
                    }
                    count++;
                }
                assertThat(count).isEqualTo(TAGS);
                assertThat(server.requests() - before).isEqualTo(TAGS / PAGE);
                assertThat(alive(ofEachPage))
                        .as("pages of a hundred that are still held while the iteration is at hand: %s", tags)
                        .isLessThanOrEqualTo(MOST_HELD);
            }
        }
    }

    /** How many survive a collection; a frame of the interpreter may hold on to one that it is done with. */
    private static long alive(List<WeakReference<TagInfo>> tags) {
        long alive = tags.size();
        for (int i = 0; i < 50 && alive > MOST_HELD; i++) {
            System.gc();
            alive = tags.stream().filter(tag -> tag.get() != null).count();
        }
        return alive;
    }

    @Test
    void theOciListingStreamsToo() {
        try (var server = EmbeddedRegistry.start(Options.open())) {
            fill(server);
            ImageName app = ImageName.of(server.host(), "team/app");
            RegistrySettings settings = fast(RegistrySettings.plain().withPlainHttpHost(server.host()));
            try (var registries = RemoteRegistries.open(settings)) {
                Iterator<TagInfo> tags = registries.forImage(app).tags(app).iterator();
                tags.next();
                assertThat(server.requests()).isEqualTo(1);
                int count = 1;
                while (tags.hasNext()) {
                    tags.next();
                    count++;
                }
                assertThat(count).isEqualTo(TAGS);
                assertThat(server.requests()).isEqualTo(TAGS / PAGE);
            }
        }
    }
}
