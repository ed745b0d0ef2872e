import dev.fairlead.demo.registry.Account;
import dev.fairlead.demo.registry.EmbeddedRegistry;
import dev.fairlead.forge.CommitStatus;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeSettings;
import dev.fairlead.forge.Forges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a cluster and a cloud would be, for {@code run}: {@code registry FOLDER} serves a registry until it is ended, {@code report}
 * says what an agent in a cluster would say.
 */
final class Harbour {
    public static void main(String[] words) throws IOException, InterruptedException {
        switch (words[0]) {
            case "registry" -> serve(Path.of(words[1]));
            case "report" -> report(words[1], words[2], words[3], words[4], words[5]);
            default -> throw new IllegalArgumentException(words[0]);
        }
    }

    /** With the image that the config repository has in use; {@code REGISTRY_PASSWORD} is the password of the user {@code ci}. */
    private static void serve(Path folder) throws IOException, InterruptedException {
        Account account = Account.admin("ci", System.getenv("REGISTRY_PASSWORD"));
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(EmbeddedRegistry.Options.acr(account))) {
            registry.pushImage("shop/api", "1.4.2", Map.of(), Instant.now());
            Files.writeString(folder.resolve("registry-ca.pem"), registry.caPem().orElseThrow());
            Files.writeString(folder.resolve("registry-host"), registry.host());
            Thread.currentThread().join();
        }
    }

    private static void report(String repository, String commit, String context, String state, String text) {
        try (Forge forge = Forges.open(repository, ForgeSettings.of(Map.of()))) {
            CommitStatus.State known = CommitStatus.State.valueOf(state.toUpperCase(Locale.ROOT));
            forge.report(commit, new CommitStatus(context, known, text, Optional.empty()));
        }
    }
}
