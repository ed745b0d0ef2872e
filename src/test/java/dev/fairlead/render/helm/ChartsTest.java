package dev.fairlead.render.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fairlead.render.RenderException;
import dev.fairlead.service.Services;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each chart below {@code charts/} renders by the embedded Helm to what the binary makes of it, byte for byte, hooks and
 * definitions among it; with the values in its {@code with.yaml}, too. One with an {@code expect-error.txt} fails in both, and
 * tells the place (its first line) and the cause (its second).
 */
@Tag("service")
class ChartsTest {
    private static final String VALUES = "with.yaml";
    private static final String FAILURE = "expect-error.txt";

    @TempDir
    Path temp;

    private HelmRenderer binary;

    @BeforeEach
    void require() {
        binary = new HelmBinary(Services.program("helm-3.22.0/helm", "helm"), Duration.ofMinutes(2));
    }

    static Stream<String> charts() throws IOException, URISyntaxException {
        try (Stream<Path> folders = Files.list(root())) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
        }
    }

    private static Path root() throws URISyntaxException {
        return Path.of(ChartsTest.class.getResource("charts").toURI());
    }

    /** The fixture without what is the test's own, and with its {@code *.pack} folders packed. */
    private Path chart(String name) throws Exception {
        Path target = temp.resolve(name);
        Path source = root().resolve(name);
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String relative = source.relativize(file).toString();
                if (!relative.equals(VALUES) && !relative.equals(FAILURE)) {
                    Path copy = target.resolve(relative);
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
        pack(target.resolve("charts"));
        return target;
    }

    private static void pack(Path charts) throws IOException {
        if (!Files.isDirectory(charts)) {
            return;
        }
        for (Path folder : WorkingChart.children(charts)) {
            String name = folder.getFileName().toString();
            if (name.endsWith(".pack")) {
                String plain = name.substring(0, name.length() - ".pack".length());
                packed(folder, plain, charts.resolve(plain + "-1.0.0.tgz"));
                try (Stream<Path> files = Files.walk(folder)) {
                    files.sorted(java.util.Comparator.reverseOrder())
                            .forEach(file -> file.toFile().delete());
                }
            }
        }
    }

    private static Path packed(Path folder, String name, Path target) throws IOException {
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(
                        new GzipCompressorOutputStream(Files.newOutputStream(target)), "UTF-8");
                Stream<Path> files = Files.walk(folder)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                TarArchiveEntry entry = new TarArchiveEntry(file, name + "/" + folder.relativize(file));
                tar.putArchiveEntry(entry);
                Files.copy(file, tar);
                tar.closeArchiveEntry();
            }
        }
        return target;
    }

    private List<ChartRelease> releases(String name) throws Exception {
        ChartRelease plain = ChartRelease.of(chart(name), "r1", "shop");
        List<ChartRelease> all = new ArrayList<>(List.of(plain, plain.withoutCrds(), plain.withKubeVersion("v1.31.2")));
        Path values = root().resolve(name).resolve(VALUES);
        if (Files.exists(values)) {
            all.add(plain.withValues(List.of(new ChartRelease.Values(VALUES, Files.readString(values)))));
        }
        return all;
    }

    private static boolean fails(String name) throws Exception {
        return Files.exists(root().resolve(name).resolve(FAILURE));
    }

    static Stream<String> working() throws Exception {
        return charts().filter(name -> {
            try {
                return !fails(name);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    static Stream<String> failing() throws Exception {
        List<String> working = working().toList();
        return charts().filter(name -> !working.contains(name));
    }

    @ParameterizedTest
    @MethodSource("working")
    void itRendersAsTheBinaryDoes(String name) throws Exception {
        for (ChartRelease release : releases(name)) {
            HelmRendering wanted = binary.render(release);
            HelmRendering embedded = new EmbeddedHelm().render(release);
            assertThat(embedded.manifest()).as(release.toString()).isEqualTo(wanted.manifest());
            assertThat(embedded.hooks()).as(release.toString()).containsExactlyInAnyOrderElementsOf(wanted.hooks());
            assertThat(embedded.warnings()).isEqualTo(wanted.warnings());
        }
    }

    @ParameterizedTest
    @MethodSource("failing")
    void itFailsAsTheBinaryDoesWithThePlace(String name) throws Exception {
        List<String> wanted = Files.readAllLines(root().resolve(name).resolve(FAILURE));
        ChartRelease release = ChartRelease.of(chart(name), "r1", "shop");
        for (HelmRenderer renderer : List.of(binary, new EmbeddedHelm())) {
            RenderException e = catchThrowableOfType(RenderException.class, () -> renderer.render(release));
            assertThat(e).as(renderer.getClass().getSimpleName()).isNotNull();
            assertThat(e.problem().place()).contains(name).contains(wanted.get(0));
            assertThat(e.problem().cause()).contains(wanted.get(1)).doesNotContain("--debug");
            assertThat(e.problem().remedy()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("working")
    void aPackedChartRendersAsItsFolder(String name) throws Exception {
        Path folder = chart(name);
        Path archive = packed(folder, name, temp.resolve(name + "-0.1.0.tgz"));
        HelmRendering wanted = new EmbeddedHelm().render(ChartRelease.of(folder, "r1", "shop"));
        assertThat(new EmbeddedHelm().render(ChartRelease.of(archive, "r1", "shop")))
                .isEqualTo(wanted);
    }
}
