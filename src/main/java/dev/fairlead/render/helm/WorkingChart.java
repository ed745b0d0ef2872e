package dev.fairlead.render.helm;

import dev.fairlead.Problem;
import dev.fairlead.render.RenderException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A copy of a chart that may be changed before it is rendered, with its packed subcharts unpacked: a file of a chart never
 * leads out of it, whoever wrote it.
 */
final class WorkingChart implements AutoCloseable {
    private static final String UNPACKING = ".unpacking";
    private static final String LOOKUP = "lookup";

    /** Sprig's {@code omit} gives the map that it is given without these keys: the empty map that a lookup finds without a cluster. */
    private static final String NOTHING_FOUND = "omit (dict)";

    private static final Set<String> CHANCE = Set.of(
            "randAlphaNum",
            "randAlpha",
            "randNumeric",
            "randAscii",
            "randBytes",
            "randInt",
            "uuidv4",
            "now",
            "genPrivateKey",
            "genCA",
            "genCAWithKey",
            "genSelfSignedCert",
            "genSelfSignedCertWithKey",
            "genSignedCert",
            "genSignedCertWithKey",
            "htpasswd",
            "bcrypt",
            "encryptAES",
            "getHostByName");

    private final Path temporary;
    private final Path chart;

    private WorkingChart(Path temporary, Path chart) {
        this.temporary = temporary;
        this.chart = chart;
    }

    /**
     * Copies a chart.
     *
     * @throws RenderException if it is none
     */
    static WorkingChart of(Path source) {
        try {
            Path temporary = Files.createTempDirectory("fairlead-helm");
            try {
                Path chart = Files.isDirectory(source)
                        ? copied(source, temporary.resolve("chart"))
                        : PackedChart.unpack(source, temporary.resolve("chart"));
                if (!Files.isRegularFile(chart.resolve("Chart.yaml"))) {
                    throw new RenderException(
                            new Problem(source.toString(), "there is no Chart.yaml", "name the folder of a chart"));
                }
                unpackSubcharts(chart);
                return new WorkingChart(temporary, chart);
            } catch (IOException | RuntimeException e) {
                delete(temporary);
                throw e;
            }
        } catch (IOException e) {
            throw new RenderException(
                    new Problem(source.toString(), "the chart cannot be read: " + e.getMessage(), "check the path"), e);
        }
    }

    private static Path copied(Path source, Path target) throws IOException {
        Path root = source.toRealPath();
        Files.walkFileTree(source, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (!folder.equals(source) && folder.getFileName().toString().equals(".git")) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(target.resolve(source.relativize(folder).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path real = file.toRealPath();
                if (!real.startsWith(root)) {
                    throw new RenderException(new Problem(
                            file.toString(), "the link leads out of the chart", "put the file into the chart"));
                }
                if (Files.isDirectory(real)) {
                    throw new RenderException(new Problem(
                            file.toString(), "a link to a folder is not followed", "put the folder there itself"));
                }
                Files.copy(real, target.resolve(source.relativize(file).toString()));
                return FileVisitResult.CONTINUE;
            }
        });
        return target;
    }

    private static void unpackSubcharts(Path chart) throws IOException {
        Path charts = chart.resolve("charts");
        if (!Files.isDirectory(charts, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        for (Path each : children(charts)) {
            String name = each.getFileName().toString();
            if (name.endsWith(".tgz") && !name.startsWith("_") && !name.startsWith(".")) {
                Path unpacked = PackedChart.unpack(each, chart.resolve(UNPACKING));
                Files.delete(each);
                Path moved = Files.move(unpacked, charts.resolve(name.substring(0, name.length() - ".tgz".length())));
                Files.delete(chart.resolve(UNPACKING));
                unpackSubcharts(moved);
            } else if (Files.isDirectory(each)) {
                unpackSubcharts(each);
            }
        }
    }

    static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    Path folder() {
        return chart;
    }

    /** The folder that holds the chart and what is beside it, and goes with it. */
    Path home() {
        return temporary;
    }

    /** A further file beside the chart. */
    Path file(String name, String text) {
        try {
            return Files.writeString(temporary.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Text in which lookups find nothing, as they do without a cluster. */
    static String withoutLookups(String text) {
        return new TemplateText(text).replaced(LOOKUP, NOTHING_FOUND);
    }

    /** Lookups in templates find nothing from now on. */
    void answerLookups() {
        rewrite(WorkingChart::withoutLookups);
    }

    /** Changes the text of every template. */
    void rewrite(UnaryOperator<String> change) {
        for (Path file : templates()) {
            String before = read(file);
            String after = change.apply(before);
            if (!after.equals(before)) {
                try {
                    Files.writeString(file, after);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    /** Whether these words stand in any template. */
    boolean says(String words) {
        return templates().stream().anyMatch(file -> read(file).contains(words));
    }

    /** What a renderer without a cluster cannot honour. */
    List<Problem> warnings() {
        List<Problem> warnings = new ArrayList<>();
        for (Path file : templates()) {
            TemplateText text = new TemplateText(read(file));
            String place = chart.relativize(file) + ":";
            text.calls(Set.of(LOOKUP))
                    .forEach(call -> warnings.add(new Problem(
                            place + call.line(),
                            "'lookup' finds nothing, since rendering asks no cluster",
                            "give the value that it looks for")));
            text.calls(CHANCE)
                    .forEach(call -> warnings.add(new Problem(
                            place + call.line(),
                            "'" + call.name() + "' gives something else each time",
                            "give the value that it makes up")));
            text.lines(".Capabilities.APIVersions")
                    .forEach(line -> warnings.add(new Problem(
                            place + line,
                            "the kinds of a cluster are not known: those of Helm's own Kubernetes are taken",
                            "see that the values do not depend on it")));
        }
        return warnings;
    }

    private List<Path> templates() {
        try (Stream<Path> files = Files.walk(chart)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> isTemplate(chart.relativize(file)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code templates/…} of the chart and of every subchart. */
    private static boolean isTemplate(Path path) {
        int at = 0;
        while (path.getNameCount() > at + 2 && path.getName(at).toString().equals("charts")) {
            at += 2;
        }
        return path.getNameCount() > at + 1 && path.getName(at).toString().equals("templates");
    }

    /** Bytes that are no UTF-8 are no template that calls anything. */
    private static String read(Path file) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(java.nio.ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (CharacterCodingException binary) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        delete(temporary);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
