package dev.fairlead.manifest.yaml;

import dev.fairlead.manifest.yaml.Content.Field;
import dev.fairlead.manifest.yaml.Content.Fields;
import dev.fairlead.manifest.yaml.Content.Items;
import java.util.List;

/**
 * A wanted growth of a block: new items at the end of a sequence, or new entries at the end of a mapping, written as its neighbours are.
 *
 * @param target the mapping or sequence that grows
 * @param content {@link Items} for a sequence, {@link Fields} for a mapping
 */
public record Addition(Branch target, Content content) implements Edit {
    public Addition {
        boolean fits = target instanceof Sequence ? content instanceof Items : content instanceof Fields;
        if (!fits) {
            throw new IllegalArgumentException("a sequence grows by items, a mapping by entries");
        }
    }

    /** Adds an item at the end of a sequence. */
    public static Addition item(Sequence target, Content item) {
        return new Addition(target, new Items(List.of(item)));
    }

    /** Adds an entry at the end of a mapping. */
    public static Addition entry(Mapping target, String key, Content value) {
        return new Addition(target, new Fields(List.of(new Field(key, value))));
    }
}
