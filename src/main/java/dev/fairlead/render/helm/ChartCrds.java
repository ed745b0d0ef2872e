package dev.fairlead.render.helm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The definitions in {@code crds/} of a chart and of those subcharts that its values enable (Helm, "Charts": "Custom Resource
 * Definitions", "Tags and Condition fields in dependencies"), as {@code helm template --include-crds} prints them.
 */
final class ChartCrds {
    private final StringBuilder printed = new StringBuilder();

    private ChartCrds() {}

    static String of(Path chart, List<ChartRelease.Values> values) {
        Map<String, Object> all = new LinkedHashMap<>(yaml(chart.resolve("values.yaml")));
        values.forEach(layer -> merge(all, ChartYaml.read(layer.place(), layer.yaml())));
        ChartCrds crds = new ChartCrds();
        crds.print(chart, name(chart), all, ChartYaml.map(all.get("tags")));
        return crds.printed.toString();
    }

    private void print(Path chart, String path, Map<String, Object> values, Map<String, Object> tags) {
        Path folder = chart.resolve("crds");
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(Files::isRegularFile)
                        .filter(file -> file.toString().matches(".*\\.(ya?ml|json)"))
                        .sorted()
                        .forEach(file -> printed.append("---\n# Source: ")
                                .append(path)
                                .append('/')
                                .append(chart.relativize(file))
                                .append('\n')
                                .append(text(file))
                                .append('\n'));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        Map<String, Path> there = subcharts(chart);
        for (Dependency dependency : dependencies(chart)) {
            Path subchart = there.remove(dependency.name());
            if (subchart != null && dependency.enabled(values, tags)) {
                print(
                        subchart,
                        path + "/charts/" + dependency.called(),
                        below(subchart, values, dependency.called()),
                        tags);
            }
        }
        // A subchart that Chart.yaml does not name is always there.
        there.forEach(
                (name, subchart) -> print(subchart, path + "/charts/" + name, below(subchart, values, name), tags));
    }

    private static Map<String, Object> below(Path subchart, Map<String, Object> values, String name) {
        Map<String, Object> own = new LinkedHashMap<>(yaml(subchart.resolve("values.yaml")));
        merge(own, ChartYaml.map(values.get(name)));
        return own;
    }

    private static Map<String, Path> subcharts(Path chart) {
        Map<String, Path> found = new LinkedHashMap<>();
        Path charts = chart.resolve("charts");
        if (Files.isDirectory(charts)) {
            try {
                for (Path each : WorkingChart.children(charts)) {
                    if (Files.isRegularFile(each.resolve("Chart.yaml"))) {
                        found.put(name(each), each);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    private record Dependency(String name, String called, List<String> conditions, List<String> tags) {
        /** The first condition that is a truth value decides; then any tag that is true; without either it is there. */
        boolean enabled(Map<String, Object> values, Map<String, Object> all) {
            for (String condition : conditions) {
                Optional<Boolean> said = truth(values, condition.strip());
                if (said.isPresent()) {
                    return said.get();
                }
            }
            List<Boolean> known = tags.stream()
                    .map(all::get)
                    .filter(Boolean.class::isInstance)
                    .map(Boolean.class::cast)
                    .toList();
            return known.isEmpty() || known.contains(true);
        }

        private static Optional<Boolean> truth(Map<String, Object> values, String path) {
            Object at = values;
            for (String part : path.split("\\.", -1)) {
                at = at instanceof Map<?, ?> map ? map.get(part) : null;
            }
            return at instanceof Boolean truth ? Optional.of(truth) : Optional.empty();
        }
    }

    private static List<Dependency> dependencies(Path chart) {
        List<Dependency> found = new ArrayList<>();
        Object listed = yaml(chart.resolve("Chart.yaml")).get("dependencies");
        if (listed instanceof List<?> items) {
            for (Object item : items) {
                Map<String, Object> one = ChartYaml.map(item);
                String name = String.valueOf(one.get("name"));
                String alias = String.valueOf(one.getOrDefault("alias", name));
                String conditions = String.valueOf(one.getOrDefault("condition", ""));
                List<String> tags = one.get("tags") instanceof List<?> list
                        ? list.stream().map(String::valueOf).toList()
                        : List.of();
                found.add(new Dependency(
                        name, alias, conditions.isBlank() ? List.of() : List.of(conditions.split(",", -1)), tags));
            }
        }
        return found;
    }

    private static String name(Path chart) {
        return String.valueOf(yaml(chart.resolve("Chart.yaml")).get("name"));
    }

    private static void merge(Map<String, Object> into, Map<String, Object> from) {
        from.forEach((key, value) -> {
            if (value == null) {
                into.remove(key);
            } else if (value instanceof Map<?, ?> && into.get(key) instanceof Map<?, ?> known) {
                Map<String, Object> deeper = new HashMap<>(ChartYaml.map(known));
                merge(deeper, ChartYaml.map(value));
                into.put(key, deeper);
            } else {
                into.put(key, value);
            }
        });
    }

    private static Map<String, Object> yaml(Path file) {
        return Files.isRegularFile(file) ? ChartYaml.read(file.toString(), text(file)) : Map.of();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
