package dev.fairlead.update.config.read;

import dev.fairlead.selection.TagFilter;
import dev.fairlead.update.config.Environment;
import dev.fairlead.update.config.PathPattern;
import dev.fairlead.update.config.Scope;
import dev.fairlead.update.config.Stage;
import dev.fairlead.update.config.UpdateEntry;
import dev.fairlead.update.config.delivery.DeliverySettings;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads {@code environments}, and makes of an entry that names some of them one entry for each. */
final class EnvironmentReader {
    private static final String FIRST = "none";

    private record Known(Environment environment, Section section) {}

    private final Map<String, Known> known = new LinkedHashMap<>();

    EnvironmentReader(List<Section> sections) {
        Optional<String> above = Optional.empty();
        for (Section section : sections) {
            Environment environment = read(section, above);
            if (known.containsKey(environment.name())) {
                section.wrong("name", "the name '" + environment.name() + "' is taken", "rename one");
            }
            known.putIfAbsent(environment.name(), new Known(environment, section));
            above = Optional.of(environment.name());
        }
    }

    private Environment read(Section section, Optional<String> above) {
        section.required("name");
        String name = section.value("name", Texts::name).orElse("");
        if (name.equals(FIRST)) {
            section.wrong("name", "'none' means no environment", "name it otherwise");
        }
        if (!section.has("paths")) {
            section.wrong("", "the environment has no 'paths'", "name the files of which it is made");
        }
        // Read here, too, so that what is wrong in it is told although no entry names the environment.
        DeliveryReader.read(section, DeliverySettings.DEFAULT);
        Optional<String> after = after(section, above);
        if (after.isEmpty()) {
            List.of("soak", "health").stream()
                    .filter(section::has)
                    .forEach(key -> section.wrong(
                            key, "'" + key + "' is about the environment before, and there is none", "take it out"));
        }
        return new Environment(
                name,
                new Scope(section.values("paths", PathPattern::of), section.values("excludePaths", PathPattern::of)),
                after,
                section.value("soak", TagFilter::parseAge).orElse(Duration.ZERO),
                section.values("health", Texts::notBlank));
    }

    private Optional<String> after(Section section, Optional<String> above) {
        Optional<String> written = section.text("after");
        if (written.isEmpty()) {
            return above;
        }
        if (written.get().equals(FIRST)) {
            return Optional.empty();
        }
        if (!known.containsKey(written.get())) {
            section.wrong("after", "there is no environment '" + written.get() + "' above", remedy(written.get()));
        }
        return written;
    }

    private String remedy(String written) {
        return Suggestion.nearest(written, known.keySet())
                .map(near -> "did you mean '" + near + "'?")
                .orElseGet(() -> known.isEmpty()
                        ? "write it under 'environments'"
                        : "write one of " + String.join(", ", known.keySet()));
    }

    List<Environment> environments() {
        return known.values().stream().map(Known::environment).toList();
    }

    /** The entry itself, or one for each environment that it names, in the order of the environments. */
    List<UpdateEntry> expanded(Section section, UpdateEntry entry) {
        if (!section.has("environments")) {
            return List.of(entry);
        }
        Set<String> named = named(section);
        for (String key : List.of("paths", "policiesFrom")) {
            if (section.has(key)) {
                section.wrong(
                        key,
                        "'" + key + "' does not go with 'environments'",
                        key.equals("paths")
                                ? "the environments say which files they are made of"
                                : "name the images that are promoted");
            }
        }
        return environments().stream()
                .filter(environment -> named.contains(environment.name()))
                .map(environment -> entry(entry, environment, named))
                .toList();
    }

    private Set<String> named(Section section) {
        Set<String> named = new HashSet<>();
        section.values("environments", name -> {
            if (!known.containsKey(name)) {
                throw new WrongWord("there is no environment '" + name + "'", remedy(name));
            }
            if (!named.add(name)) {
                throw new WrongWord("the environment '" + name + "' is named twice", "keep one of them");
            }
            return name;
        });
        return named;
    }

    private UpdateEntry entry(UpdateEntry whole, Environment environment, Set<String> named) {
        Optional<Stage.Promotion> promotion = before(environment, named)
                .map(from -> new Stage.Promotion(
                        from.name(), within(from, whole), environment.soak(), environment.health()));
        return whole.in(
                new Stage(whole.name(), environment.name(), promotion),
                within(environment, whole),
                DeliveryReader.read(section(environment), whole.delivery()));
    }

    private static Scope within(Environment environment, UpdateEntry entry) {
        return new Scope(
                environment.scope().paths(),
                Stream.concat(environment.scope().excluded().stream(), entry.scope().excluded().stream())
                        .toList());
    }

    private Section section(Environment environment) {
        Known found = known.get(environment.name());
        if (found == null) {
            throw new IllegalStateException("every environment was read from a section");
        }
        return found.section();
    }

    /** The nearest environment before this one that the entry names: it may skip some. */
    private Optional<Environment> before(Environment environment, Set<String> named) {
        Optional<Environment> at = Optional.of(environment);
        for (int i = 0; i <= known.size() && at.isPresent(); i++) {
            at = at.flatMap(Environment::after)
                    .flatMap(name -> Optional.ofNullable(known.get(name)))
                    .map(Known::environment);
            if (at.filter(before -> named.contains(before.name())).isPresent()) {
                return at;
            }
        }
        return Optional.empty();
    }
}
