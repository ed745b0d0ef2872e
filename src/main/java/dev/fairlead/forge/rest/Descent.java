package dev.fairlead.forge.rest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Commits that a branch has beyond one, of which some hold it and others came in by a merge of another line. */
public final class Descent {
    private final Map<String, List<String>> parents = new LinkedHashMap<>();

    /** The next older one. */
    public void add(String commit, List<String> itsParents) {
        parents.put(commit, List.copyOf(itsParents));
    }

    /**
     * Those that hold the commit, the newest first, and the commit itself last; empty where the branch's head does not
     * hold it.
     */
    public List<String> holding(String commit, String head, int most) {
        Set<String> holding = new HashSet<>(Set.of(commit));
        while (grow(holding)) {}
        if (!holding.contains(head)) {
            return List.of();
        }
        List<String> newestFirst = new ArrayList<>(parents.keySet().stream()
                .filter(holding::contains)
                .limit(Math.max(0, most - 1L))
                .toList());
        newestFirst.add(commit);
        return newestFirst;
    }

    /** In an order of commit dates a clock that is off puts a child before its parent. */
    private boolean grow(Set<String> holding) {
        List<String> oldestFirst = new ArrayList<>(parents.keySet());
        Collections.reverse(oldestFirst);
        boolean grown = false;
        for (String child : oldestFirst) {
            if (parents.getOrDefault(child, List.of()).stream().anyMatch(holding::contains)) {
                grown |= holding.add(child);
            }
        }
        return grown;
    }
}
