package dev.fairlead.render.helm;

import dev.fairlead.Problem;
import dev.fairlead.render.RenderException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** A chart as {@code helm package} makes it: a tar of one folder, compressed by gzip. Bounds are Helm's own. */
final class PackedChart {
    private static final long MOST_BYTES = 100L << 20;
    private static final long MOST_BYTES_OF_A_FILE = 5L << 20;
    private static final int MOST_FILES = 20_000;

    private PackedChart() {}

    /**
     * Unpacks it.
     *
     * @return the chart's folder
     * @throws RenderException if it is no chart, or leads out of its folder, or is too large
     */
    static Path unpack(Path packed, Path target) throws IOException {
        Files.createDirectories(target);
        long bytes = 0;
        int count = 0;
        try (InputStream file = new BufferedInputStream(Files.newInputStream(packed));
                TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isDirectory() || entry.isPaxHeader() || entry.isGlobalPaxHeader()) {
                    continue;
                }
                if (!entry.isFile()) {
                    throw wrong(packed, "'" + entry.getName() + "' is a link or a device");
                }
                bytes += entry.getSize();
                if (++count > MOST_FILES || bytes > MOST_BYTES || entry.getSize() > MOST_BYTES_OF_A_FILE) {
                    throw wrong(packed, "it is larger than Helm takes: 5 MiB a file, 100 MiB altogether");
                }
                Path path = target.resolve(entry.getName().replace('\\', '/')).normalize();
                if (!path.startsWith(target) || path.equals(target)) {
                    throw wrong(packed, "'" + entry.getName() + "' leads out of the chart");
                }
                Files.createDirectories(path.getParent());
                Files.copy(tar, path);
            }
        } catch (RenderException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw new RenderException(
                    new Problem(
                            packed.toString(),
                            "it cannot be unpacked: " + e.getMessage(),
                            "pack it again with 'helm package'"),
                    e);
        }
        List<Path> folders = WorkingChart.children(target);
        if (folders.size() != 1 || !Files.isDirectory(folders.get(0))) {
            throw wrong(packed, "it does not hold one folder, as a chart does");
        }
        return folders.get(0);
    }

    private static RenderException wrong(Path packed, String cause) {
        return new RenderException(new Problem(packed.toString(), cause, "pack it again with 'helm package'"));
    }
}
