package dev.fairlead.render.kustomize.patch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which of several merge keys tell the items of a list apart. A key that no item has is of no use; an item that lacks one is taken for one that has it
 * if all others are equal.
 *
 * @param keys the names of fields
 * @param values their values, in the same order
 */
record MergeKeys(List<String> keys, List<String> values) {

    /** The keys that some item has, with one item's values. */
    static MergeKeys of(List<List<String>> all, List<String> values, List<String> keys) {
        Set<String> used = new HashSet<>();
        for (List<String> each : all) {
            for (int i = 0; i < each.size(); i++) {
                if (!each.get(i).isEmpty()) {
                    used.add(keys.get(i));
                }
            }
        }
        if (used.isEmpty()) {
            return new MergeKeys(keys, values);
        }
        List<String> usedKeys = keys.stream().filter(used::contains).toList();
        List<String> usedValues = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            if (!values.get(i).isEmpty() || used.contains(keys.get(i))) {
                usedValues.add(values.get(i));
            }
        }
        return new MergeKeys(usedKeys, usedValues);
    }

    /** The keys that one item has, with its values. */
    MergeKeys ofItem() {
        return of(List.of(values), values, keys);
    }

    /** Gives items that mean the same the same values. */
    static List<List<String>> unified(List<List<String>> all) {
        List<List<String>> unified = new ArrayList<>(all);
        for (int i = 0; i < unified.size(); i++) {
            List<String> first = unified.get(i); // as it was when its turn came
            for (int j = 0; j < unified.size(); j++) {
                List<String> common = common(first, unified.get(j));
                if (!common.isEmpty()) {
                    unified.set(i, common);
                    unified.set(j, common);
                }
            }
        }
        return unified;
    }

    /** What both say together; empty if they contradict each other or have nothing in common. */
    private static List<String> common(List<String> first, List<String> second) {
        if (first.size() != second.size()) {
            return List.of();
        }
        boolean shared = false;
        List<String> common = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            boolean equal = first.get(i).equals(second.get(i));
            if (!equal && !first.get(i).isEmpty() && !second.get(i).isEmpty()) {
                return List.of();
            }
            shared |= equal;
            common.add(first.get(i).isEmpty() ? second.get(i) : first.get(i));
        }
        return shared ? common : List.of();
    }
}
