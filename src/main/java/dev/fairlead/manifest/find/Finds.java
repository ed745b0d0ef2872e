package dev.fairlead.manifest.find;

import dev.fairlead.manifest.field.Part;
import dev.fairlead.manifest.yaml.Alias;
import dev.fairlead.manifest.yaml.Mapping;
import dev.fairlead.manifest.yaml.Node;
import dev.fairlead.manifest.yaml.Scalar;
import dev.fairlead.manifest.yaml.Sequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The way of finders through a tree and what they found on it. Aliases and merge keys are followed, and remembered: a
 * value that aliases repeat may be edited only if every one of them was seen to lead to an image field.
 *
 * <p>The first finder that claims a value keeps it, so finders run from the most to the least certain.
 */
public final class Finds {
    /** A hostile file can make the way exponentially long; no honest one comes near this. */
    private static final int MOST_ALIASES = 20_000;

    private final List<Alias> way = new ArrayList<>();
    private final List<Found> found = new ArrayList<>();
    private final Set<Scalar> claimed = Collections.newSetFromMap(new IdentityHashMap<>());
    private final IdentityHashMap<Scalar, Reach> reached = new IdentityHashMap<>();
    private Consumer<Scalar> documents = scalar -> {};
    private int aliases;

    /** How a scalar that aliases repeat was come to. */
    private static final class Reach {
        private final Set<Alias> through = Collections.newSetFromMap(new IdentityHashMap<>());
        private boolean straight;
    }

    /** Says who looks into strings that hold a document. */
    public void documentsTo(Consumer<Scalar> finder) {
        documents = finder;
    }

    /** Hands a string to whoever looks into documents in strings. */
    public void document(Scalar scalar) {
        documents.accept(scalar);
    }

    /** Calls for every entry of a mapping, also for those that merge keys lend it, with aliases resolved. */
    public void each(Mapping mapping, BiConsumer<String, Node> visitor) {
        Set<String> own = null;
        for (Mapping.Entry entry : mapping.entries()) {
            if (entry.isMerge()) {
                own = own == null ? ownKeys(mapping) : own;
                Set<String> hidden = own;
                merged(
                        entry.value(),
                        lender -> each(lender, (key, value) -> {
                            if (!hidden.contains(key)) {
                                visitor.accept(key, value);
                            }
                        }));
            } else if (entry.key() instanceof Scalar key) {
                follow(entry.value(), value -> visitor.accept(key.value(), value));
            }
        }
    }

    private static Set<String> ownKeys(Mapping mapping) {
        Set<String> own = new HashSet<>();
        mapping.entries().forEach(entry -> {
            if (entry.key() instanceof Scalar key) {
                own.add(key.value());
            }
        });
        return own;
    }

    private void merged(Node value, Consumer<Mapping> lender) {
        follow(value, node -> {
            if (node instanceof Mapping mapping) {
                lender.accept(mapping);
            } else if (node instanceof Sequence list) {
                list.items().forEach(item -> merged(item, lender));
            }
        });
    }

    /** Calls for every item of a sequence, with aliases resolved. */
    public void items(Sequence sequence, Consumer<Node> visitor) {
        for (Node item : sequence.items()) {
            follow(item, visitor);
        }
    }

    /** Calls for every item of a sequence that is a mapping. */
    public void mappings(Sequence sequence, Consumer<Mapping> visitor) {
        items(sequence, item -> {
            if (item instanceof Mapping mapping) {
                visitor.accept(mapping);
            }
        });
    }

    /** Calls for the value under a key, if there is one. */
    public void at(Mapping mapping, String key, Consumer<Node> visitor) {
        Optional<Node> own = mapping.find(key);
        if (own.isPresent()) {
            follow(own.get(), visitor);
            return;
        }
        for (Mapping.Entry entry : mapping.entries()) {
            if (entry.isMerge()) {
                merged(entry.value(), lender -> at(lender, key, visitor));
            }
        }
    }

    /** {@link #at} where the value is a mapping. */
    public void mappingAt(Mapping mapping, String key, Consumer<Mapping> visitor) {
        at(mapping, key, node -> {
            if (node instanceof Mapping inner) {
                visitor.accept(inner);
            }
        });
    }

    /** {@link #at} where the value is a sequence. */
    public void sequenceAt(Mapping mapping, String key, Consumer<Sequence> visitor) {
        at(mapping, key, node -> {
            if (node instanceof Sequence inner) {
                visitor.accept(inner);
            }
        });
    }

    /** The scalar under a key. */
    public Optional<YamlSpot> spot(Mapping mapping, String key) {
        Spots first = new Spots();
        at(mapping, key, node -> first.offer(node instanceof Scalar scalar ? spot(scalar) : null));
        return Optional.ofNullable(first.spot);
    }

    /** The spot of a scalar that the visitor was called with. */
    public YamlSpot spot(Scalar scalar) {
        return new YamlSpot(scalar, 0, scalar.value().length(), way, false);
    }

    /** The text of the scalar under a key, empty where there is none. */
    public String text(Mapping mapping, String key) {
        return spot(mapping, key).map(YamlSpot::value).orElse("");
    }

    private static final class Spots {
        private @Nullable YamlSpot spot;

        void offer(@Nullable YamlSpot next) {
            spot = spot == null ? next : spot;
        }
    }

    private void follow(Node node, Consumer<Node> visitor) {
        if (!(node instanceof Alias alias)) {
            visitor.accept(node);
            return;
        }
        boolean again = way.stream().anyMatch(passed -> passed.target() == alias.target());
        if (again || ++aliases > MOST_ALIASES) {
            return;
        }
        way.add(alias);
        visitor.accept(alias.target());
        way.remove(way.size() - 1);
    }

    /** Takes a find, unless an earlier one holds its value already. */
    public void add(Found next) {
        next.parts().forEach(held -> reach(held.spot()));
        if (key(next) instanceof YamlSpot spot && !claimed.add(spot.scalar())) {
            return;
        }
        next.parts().forEach(held -> {
            if (held.spot() instanceof YamlSpot spot) {
                claimed.add(spot.scalar());
            }
        });
        found.add(next);
    }

    /** Keeps a value that belongs to a find, and is none of its parts, from being taken for an image of its own. */
    public void claim(YamlSpot spot) {
        claimed.add(spot.scalar());
    }

    /** Whether a find holds this value. */
    public boolean isClaimed(YamlSpot spot) {
        return claimed.contains(spot.scalar());
    }

    private static Spot key(Found next) {
        return next.part(Part.REFERENCE)
                .or(() -> next.part(Part.NAME))
                .orElse(next.parts().get(0))
                .spot();
    }

    private void reach(Spot spot) {
        if (spot instanceof YamlSpot yaml && !yaml.scalar().sharedBy().isEmpty()) {
            Reach reach = reached.computeIfAbsent(yaml.scalar(), scalar -> new Reach());
            reach.through.addAll(yaml.via());
            reach.straight |= yaml.via().isEmpty();
        }
    }

    /** Everything that was found, in the order of finding; a value is editable everywhere where every alias of it leads here. */
    public List<Found> found() {
        return found.stream().map(this::settled).toList();
    }

    private Found settled(Found one) {
        return reached.isEmpty()
                ? one
                : one.withParts(one.parts().stream().map(this::settled).toList());
    }

    private Held settled(Held held) {
        boolean covered = held.spot() instanceof YamlSpot yaml && isCovered(yaml.scalar());
        return covered ? new Held(held.part(), ((YamlSpot) held.spot()).everywhere(), held.mark()) : held;
    }

    private boolean isCovered(Scalar scalar) {
        Reach reach = reached.get(scalar);
        return reach != null
                && (reach.straight || isDefinition(scalar))
                && scalar.sharedBy().stream()
                        .allMatch(alias -> reach.through.contains(alias) || isOverridden(alias, scalar));
    }

    /** Whether it stands under a top-level key such as {@code x-defaults}, which exists to be repeated. */
    private static boolean isDefinition(Scalar scalar) {
        String path = scalar.path();
        return path.startsWith("x-") || path.startsWith("[\".") || path.startsWith("[\"x-");
    }

    /** Whether the alias is a merge into a mapping that has an entry of its own instead of this one. */
    private static boolean isOverridden(Alias alias, Scalar scalar) {
        boolean merge = alias.key()
                .map(key -> key instanceof Scalar name && name.value().equals("<<"))
                .orElse(false);
        return merge
                && alias.target() == scalar.parent().orElse(null)
                && alias.parent().orElse(null) instanceof Mapping into
                && scalar.key().orElse(null) instanceof Scalar name
                && into.find(name.value()).isPresent();
    }
}
