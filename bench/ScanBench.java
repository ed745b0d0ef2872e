import dev.fairlead.manifest.ManifestFile;
import dev.fairlead.manifest.ManifestScan;
import dev.fairlead.manifest.ManifestSettings;
import dev.fairlead.manifest.Manifests;
import dev.fairlead.manifest.disk.FileWalk;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.yaml.snakeyaml.Yaml;

/**
 * A scan of all files of a folder, against parsing the same files' YAML events and against reading their bytes, all warm
 * and in one process, in turn. {@code java -cp 'target/fairlead/lib/*' bench/ScanBench.java FOLDER}.
 */
final class ScanBench {
    private static final int WARM_UP = 4;
    private static final int RUNS = 9;

    private record Round(double scan, double events, double bytes) {}

    public static void main(String[] args) throws IOException {
        Manifests manifests = Manifests.with(ManifestSettings.STANDARD);
        List<Path> files = FileWalk.of(List.of(Path.of(args[0])), manifests::considers).files();
        Round[] rounds = new Round[RUNS];
        for (int run = -WARM_UP; run < RUNS; run++) {
            Round round = new Round(
                    seconds(() -> scan(manifests, files)), seconds(() -> events(files)), seconds(() -> bytes(files)));
            if (run >= 0) {
                rounds[run] = round;
            }
        }
        double scan = median(rounds, 0);
        double events = median(rounds, 1);
        double bytes = median(rounds, 2);
        System.out.printf(Locale.ROOT, "  %,d files, %,d image fields%n", files.size(), scan(manifests, files));
        System.out.printf(Locale.ROOT, "  scan %.3f s   YAML events %.3f s   ratio %.2f   (bound: 1.3)%n", scan, events, scan / events);
        System.out.printf(Locale.ROOT, "  scan %.3f s   reading bytes %.3f s   ratio %.2f   (bound: 4)%n", scan, bytes, scan / bytes);
    }

    private static long scan(Manifests manifests, List<Path> files) {
        ManifestScan scan = manifests.scan(files.stream()
                .map(file -> new ManifestFile(FileWalk.name(file), () -> Files.readAllBytes(file)))
                .toList());
        return scan.fields().size();
    }

    private static long events(List<Path> files) {
        long events = 0;
        for (Path file : files) {
            try (Reader reader = new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8)) {
                for (Object event : new Yaml().parse(reader)) {
                    events += event.hashCode() == 0 ? 0 : 1;
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        return events;
    }

    private static long bytes(List<Path> files) {
        long bytes = 0;
        for (Path file : files) {
            try {
                bytes += Files.readAllBytes(file).length;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        return bytes;
    }

    private static double seconds(LongSupplier work) {
        long start = System.nanoTime();
        if (work.getAsLong() < 0) {
            throw new IllegalStateException();
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static double median(Round[] rounds, int figure) {
        double[] times = Arrays.stream(rounds)
                .mapToDouble(round -> figure == 0 ? round.scan() : figure == 1 ? round.events() : round.bytes())
                .sorted()
                .toArray();
        return times[times.length / 2];
    }
}
