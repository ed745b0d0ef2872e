package dev.fairlead.registry.acr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.demo.registry.Account;
import dev.fairlead.demo.registry.EmbeddedRegistry;
import dev.fairlead.demo.registry.EmbeddedRegistry.Options;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.Tag;
import dev.fairlead.registry.RegistrySettings;
import dev.fairlead.registry.TagInfo;
import dev.fairlead.registry.remote.RemoteRegistries;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AcrRegistryTest {
    @Test
    void newestPushFirst() {
        try (var server = EmbeddedRegistry.start(Options.acr(Account.admin("ci", "s3cret")));
                var registries = RemoteRegistries.open(server.settings(RegistrySettings.plain()))) {
            server.pushImage("team/app", "1.0.0", Map.of("a", "b"), Instant.parse("2024-05-06T07:08:09Z"));
            server.pushImage("team/app", "1.0.1", Map.of("a", "c"), Instant.parse("2024-05-06T07:08:10Z"));
            ImageName name = ImageName.of(server.host(), "team/app");
            var registry = registries.forImage(name);
            assertThat(registry).isInstanceOf(AcrRegistry.class);
            assertThat(registry.tags(name)).extracting(TagInfo::tag).containsExactly(Tag.of("1.0.1"), Tag.of("1.0.0"));
        }
    }
}
