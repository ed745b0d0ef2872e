package dev.fairlead.forge.local;

import java.util.List;
import java.util.TreeSet;

/** Lists of names kept as sets. */
final class Names {
    private Names() {}

    static List<String> sorted(List<String> now, List<String> add, List<String> remove) {
        TreeSet<String> names = new TreeSet<>(now);
        names.addAll(add);
        remove.forEach(names::remove);
        return List.copyOf(names);
    }
}
