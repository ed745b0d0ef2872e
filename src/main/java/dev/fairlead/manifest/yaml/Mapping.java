package dev.fairlead.manifest.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Entries in the order in which they are written, duplicate keys and merge keys included. */
public final class Mapping extends Branch {
    private final List<Entry> entries = new ArrayList<>(4);
    private @Nullable Node openKey;
    private @Nullable Set<String> duplicates;

    Mapping(Document document, Origin origin, boolean flow, int ordinal) {
        super(document, origin, flow, ordinal);
    }

    /** A key and its value. */
    public record Entry(Node key, Node value) {
        /** Whether the key is a scalar of that value. */
        public boolean isNamed(String name) {
            return key instanceof Scalar scalar && scalar.value().equals(name);
        }

        /** Whether this is {@code <<}, whose value (an alias, a mapping or a list of them) lends its entries. */
        public boolean isMerge() {
            return key instanceof Scalar scalar
                    && scalar.style() == ScalarStyle.PLAIN
                    && scalar.value().equals("<<");
        }
    }

    public List<Entry> entries() {
        return Collections.unmodifiableList(entries);
    }

    /** The value written under that key in this mapping itself; of duplicates the last one, as loaders do that accept them. */
    public Optional<Node> find(String key) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (entries.get(i).isNamed(key)) {
                return Optional.of(entries.get(i).value());
            }
        }
        return Optional.empty();
    }

    /** {@link #find} where the value is a scalar. */
    public Optional<Scalar> scalar(String key) {
        return find(key).filter(Scalar.class::isInstance).map(Scalar.class::cast);
    }

    /** {@link #find} where the value is a mapping. */
    public Optional<Mapping> mapping(String key) {
        return find(key).filter(Mapping.class::isInstance).map(Mapping.class::cast);
    }

    /** {@link #find} where the value is a sequence. */
    public Optional<Sequence> sequence(String key) {
        return find(key).filter(Sequence.class::isInstance).map(Sequence.class::cast);
    }

    /** The keys that stand here more than once. */
    public Set<String> duplicateKeys() {
        Set<String> known = duplicates;
        if (known == null) {
            known = findDuplicates();
            duplicates = known;
        }
        return known;
    }

    private Set<String> findDuplicates() {
        Set<String> seen = new HashSet<>();
        Set<String> twice = new HashSet<>();
        for (Entry entry : entries) {
            if (!entry.isMerge() && entry.key() instanceof Scalar key && !seen.add(key.value())) {
                twice.add(key.value());
            }
        }
        return Set.copyOf(twice);
    }

    @Override
    void add(Node child) {
        Node key = openKey;
        if (key == null) {
            child.hang(this, 2 * entries.size());
            openKey = child;
        } else {
            child.hang(this, 2 * entries.size() + 1);
            entries.add(new Entry(key, child));
            openKey = null;
        }
    }
}
