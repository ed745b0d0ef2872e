import dev.fairlead.configrepo.ConfigRepo;
import dev.fairlead.configrepo.GitCredentials;
import dev.fairlead.configrepo.RepoLocation;
import dev.fairlead.configrepo.RepoSettings;
import dev.fairlead.image.Digest;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.ImageReference;
import dev.fairlead.image.Tag;
import dev.fairlead.registry.ImageDetails;
import dev.fairlead.registry.Registries;
import dev.fairlead.registry.Registry;
import dev.fairlead.registry.RegistryProbe;
import dev.fairlead.registry.TagInfo;
import dev.fairlead.registry.TagListing;
import dev.fairlead.update.ArgumentEntry;
import dev.fairlead.update.RegistryAccess;
import dev.fairlead.update.UpdateEnvironment;
import dev.fairlead.update.UpdateRequest;
import dev.fairlead.update.Updates;
import dev.fairlead.update.config.ImageStyle;
import dev.fairlead.update.config.Scope;
import dev.fairlead.update.config.UpdateEntry;
import dev.fairlead.update.config.delivery.DeliverySettings;
import dev.fairlead.update.report.UpdateReport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Runs updates for {@code bench/run}, which measures what it is held against. Registries answer from memory: the measure is
 * the Git side.
 *
 * <p>{@code UpdateBench REPO CACHE SCOPE} reads lines {@code COUNT TAG} from standard input, updates the first COUNT images
 * to that tag straight on the base branch, and prints the seconds of each. SCOPE is {@code known} for the files that hold
 * the images, {@code all} for the whole repository.
 */
final class UpdateBench {
    private static final Instant PUSHED = Instant.parse("2026-01-01T00:00:00Z");

    public static void main(String[] args) throws IOException {
        boolean known = args[2].equals("known");
        try (ConfigRepo repo = ConfigRepo.open(
                        RepoLocation.ofPath(Path.of(args[0])), GitCredentials.none(), RepoSettings.in(Path.of(args[1])));
                BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            UpdateEnvironment environment = UpdateEnvironment.of(repo, RegistryAccess.of(new Memory()));
            for (String line = orders.readLine(); line != null; line = orders.readLine()) {
                String[] order = line.split(" ");
                UpdateRequest request = request(Integer.parseInt(order[0]), order[1], known);
                long start = System.nanoTime();
                UpdateReport report = Updates.run(request, environment);
                double seconds = (System.nanoTime() - start) / 1e9;
                long changes = report.groups().stream().mapToLong(group -> group.changes().size()).sum();
                if (report.status() != UpdateReport.Status.DONE || changes != Long.parseLong(order[0])) {
                    throw new IllegalStateException(changes + " changes: " + report.status() + " " + report.groups().get(0).problem());
                }
                System.out.println(seconds);
            }
        }
    }

    private static UpdateRequest request(int count, String tag, boolean known) {
        List<ImageReference> versions = IntStream.range(0, count)
                .mapToObj(n -> ImageReference.parse(String.format("bench.example/team/app-%04d:%s", n, tag)))
                .toList();
        Scope scope = known ? Scope.of(List.of(count == 1 ? "apps/0000" : "apps/*/deployment.yaml")) : Scope.EVERYWHERE;
        UpdateEntry entry = ArgumentEntry.of(
                versions.stream().map(ImageReference::name).toList(),
                Optional.empty(),
                ImageStyle.DEFAULT,
                scope,
                Optional.of("bench"),
                DeliverySettings.DEFAULT.withMode(DeliverySettings.Mode.COMMIT));
        return UpdateRequest.ofEntry(entry).telling(versions);
    }

    /** Registries that know every tag, and that the higher version was pushed later. */
    private static final class Memory implements Registries, Registry {
        @Override
        public Registry forImage(ImageName image) {
            return this;
        }

        @Override
        public RegistryProbe probe(String host) {
            return new RegistryProbe(host, true, "nobody", Optional.empty(), Optional.empty());
        }

        @Override
        public RegistryProbe probe(ImageName image) {
            return probe(image.registry());
        }

        @Override
        public String host() {
            return "bench.example";
        }

        @Override
        public TagListing tags(ImageName image) {
            return TagListing.of(List.of(info(Tag.of("1.0.0"))), true);
        }

        @Override
        public Optional<TagInfo> find(ImageName image, Tag tag) {
            return Optional.of(info(tag));
        }

        private static TagInfo info(Tag tag) {
            String[] parts = tag.toString().split("\\.");
            Instant pushed = PUSHED.plusSeconds(60L * Integer.parseInt(parts[2]));
            return new TagInfo(tag, Optional.of(digest(tag)), Optional.of(pushed), Optional.of(pushed));
        }

        private static Digest digest(Tag tag) {
            return Digest.parse("sha256:" + String.format("%064x", tag.hashCode() & 0xFFFFFFFFL));
        }

        @Override
        public ImageDetails details(ImageName image, String tagOrDigest) {
            return new ImageDetails(digest(Tag.of("1.0.0")), Optional.of(PUSHED), List.of(), Map.of());
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
