package dev.fairlead.manifest.find;

import dev.fairlead.Problem;
import dev.fairlead.manifest.field.Place;
import dev.fairlead.manifest.field.Refusal;
import dev.fairlead.manifest.yaml.Alias;
import dev.fairlead.manifest.yaml.Node;
import dev.fairlead.manifest.yaml.Scalar;
import dev.fairlead.manifest.yaml.ScalarStyle;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A scalar of YAML or JSON, or a range of its decoded value.
 *
 * @param scalar the scalar
 * @param from where the range begins in the scalar's value
 * @param to where the range ends
 * @param via the aliases through which a finder came to it; empty where it came straight
 * @param shared whether aliases repeat it and all of them lead to image fields
 */
public record YamlSpot(Scalar scalar, int from, int to, List<Alias> via, boolean shared) implements Spot {
    private static final Set<String> NULLS = Set.of("~", "null", "Null", "NULL");

    public YamlSpot {
        via = List.copyOf(via);
    }

    /** The whole scalar, come to straight. */
    public static YamlSpot of(Scalar scalar) {
        return new YamlSpot(scalar, 0, scalar.value().length(), List.of(), false);
    }

    /** A range of this one's value. */
    public YamlSpot range(int begin, int end) {
        return new YamlSpot(scalar, from + begin, from + end, via, shared);
    }

    YamlSpot everywhere() {
        return new YamlSpot(scalar, from, to, via, true);
    }

    /** The path of the scalar, for reports. */
    public String where() {
        return Paths.of(scalar);
    }

    @Override
    public Place place() {
        return new Place(scalar.document().file().name(), scalar.line(), scalar.column());
    }

    @Override
    public String value() {
        boolean none = scalar.style() == ScalarStyle.PLAIN && NULLS.contains(scalar.value());
        return none ? "" : scalar.value().substring(from, to);
    }

    /** The order of spots as a reader meets them: one that an alias led to stands where the alias is. */
    public static Comparator<YamlSpot> inReadingOrder() {
        return Comparator.comparingInt((YamlSpot spot) -> spot.met().line())
                .thenComparingInt(spot -> spot.met().column());
    }

    private Node met() {
        return via.isEmpty() ? scalar : via.get(via.size() - 1);
    }

    /** Whether the range is all of the scalar. */
    public boolean isWhole() {
        return from == 0 && to == scalar.value().length();
    }

    @Override
    public Optional<Refusal> refusal() {
        Optional<Problem> problem =
                shared ? scalar.refusalEverywhere(!isWhole()) : isWhole() ? scalar.refusal() : scalar.partRefusal();
        return problem.map(why -> new Refusal(place(), why.cause(), why.remedy()));
    }
}
