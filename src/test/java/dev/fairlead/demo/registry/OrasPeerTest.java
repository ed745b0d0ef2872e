package dev.fairlead.demo.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.demo.registry.EmbeddedRegistry.Options;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.Tag;
import dev.fairlead.registry.RegistrySettings;
import dev.fairlead.registry.TagInfo;
import dev.fairlead.registry.remote.RemoteRegistries;
import java.nio.file.Files;
import java.nio.file.Path;
import land.oras.ArtifactType;
import land.oras.ContainerRef;
import land.oras.LocalPath;
import land.oras.Manifest;
import land.oras.Registry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that is not ours, oras-java-sdk, pushes to the embedded registry and pulls from it. */
class OrasPeerTest {
    @TempDir
    Path folder;

    @Test
    void anotherClientPushesAndPulls() throws Exception {
        try (var server = EmbeddedRegistry.start(Options.acr(Account.admin("ci", "right")))) {
            Path ca = Files.writeString(folder.resolve("ca.pem"), server.caPem().orElseThrow());
            Path file = Files.writeString(folder.resolve("hello.txt"), "hello");
            Registry oras = Registry.builder()
                    .defaults(server.host(), "ci", "right")
                    .withCaFile(ca)
                    .build();
            ContainerRef ref = ContainerRef.parse(server.host() + "/team/artifact:v1");
            Manifest pushed = oras.pushArtifact(ref, ArtifactType.from("application/vnd.example"), LocalPath.of(file));
            Path pulled = Files.createDirectory(folder.resolve("pulled"));
            oras.pullArtifact(ref, pulled, false);
            assertThat(pulled.resolve("hello.txt")).hasContent("hello");
            assertThat(oras.getTags(ref).tags()).containsExactly("v1");

            ImageName name = ImageName.of(server.host(), "team/artifact");
            try (var registries = RemoteRegistries.open(server.settings(RegistrySettings.plain()))) {
                TagInfo found =
                        registries.forImage(name).find(name, Tag.of("v1")).orElseThrow();
                assertThat(found.digest().orElseThrow())
                        .hasToString(pushed.getDescriptor().getDigest());
                assertThat(registries.forImage(name).details(name, "v1").platforms())
                        .isEmpty();
            }
        }
    }
}
