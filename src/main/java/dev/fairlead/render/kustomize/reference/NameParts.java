package dev.fairlead.render.kustomize.reference;

import dev.fairlead.render.kustomize.resource.Resource;
import java.util.List;

/** Compares the prefixes and suffixes that two objects got: those of one overlay got the same last ones. */
final class NameParts {
    private NameParts() {}

    /**
     * Whether two objects agree.
     *
     * @param emptyAgrees whether one that got none agrees with every other
     */
    static boolean agree(Resource a, Resource b, boolean emptyAgrees) {
        return agree(a.prefixes(), b.prefixes(), emptyAgrees) && agree(a.suffixes(), b.suffixes(), emptyAgrees);
    }

    private static boolean agree(List<String> a, List<String> b, boolean emptyAgrees) {
        return (emptyAgrees && (a.isEmpty() || b.isEmpty())) || sameEnd(a, b);
    }

    private static boolean sameEnd(List<String> a, List<String> b) {
        List<String> shorter = a.size() <= b.size() ? a : b;
        List<String> longer = a.size() <= b.size() ? b : a;
        if (shorter.isEmpty()) {
            return longer.isEmpty();
        }
        return longer.subList(longer.size() - shorter.size(), longer.size()).equals(shorter);
    }
}
