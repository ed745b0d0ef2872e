package dev.fairlead.agent.source.helm;

import dev.fairlead.Problem;
import dev.fairlead.agent.source.HelmSource;
import dev.fairlead.agent.source.SourceException;
import dev.fairlead.agent.source.SourceException.Kind;
import dev.fairlead.agent.source.store.Archive;
import dev.fairlead.agent.source.store.Staging;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Unpacks a chart and requires that it is the one that was asked for. */
final class ChartArchive {
    static final int MOST_BYTES = 64 << 20;

    private ChartArchive() {}

    static void unpack(HelmSource spec, byte[] archive, String version, Staging staging) throws IOException {
        Archive.unpack(new ByteArrayInputStream(archive), staging);
        Map<?, ?> chart = chart(spec, staging);
        Object name = chart.get("name");
        if (!spec.chart().equals(name)) {
            throw other(spec, "the archive is of the chart '" + name + "'");
        }
        // Registries' tags have no plus sign, so Helm writes an underscore there.
        if (!version.replace('_', '+')
                .equals(String.valueOf(chart.get("version")).replace('_', '+'))) {
            throw other(spec, "the archive is of the version '" + chart.get("version") + "' instead of " + version);
        }
    }

    private static Map<?, ?> chart(HelmSource spec, Staging staging) throws IOException {
        String path = spec.chart() + "/Chart.yaml";
        try {
            Object read = new Yaml(new SafeConstructor(new LoaderOptions()))
                    .load(Files.readString(staging.folder().resolve(path)));
            if (read instanceof Map<?, ?> map) {
                return map;
            }
        } catch (NoSuchFileException e) {
            throw new SourceException(
                    Kind.MALFORMED,
                    new Problem(spec.place(), "the archive has no " + path, "package it with helm package"),
                    e);
        } catch (YAMLException | java.nio.charset.CharacterCodingException e) {
            throw new SourceException(
                    Kind.MALFORMED, new Problem(spec.place(), path + " is no YAML", "package it with helm package"), e);
        }
        throw other(spec, path + " is no mapping");
    }

    private static SourceException other(HelmSource spec, String cause) {
        return new SourceException(Kind.MALFORMED, spec.place(), cause, "have it packaged and published again");
    }
}
