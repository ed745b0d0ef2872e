package dev.fairlead.update.pending;

import dev.fairlead.update.config.PathPattern;
import dev.fairlead.update.config.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Scopes that are too long to stand in every proposal that has them. Each is written once, as some lines {@code ID
 * paths=… exclude=…}; proposals name it by its id. The id is a checksum of the paths: the messages of several commits may
 * be joined into one, and a scope of which a line was lost or changed is known to be so, and none at all rather than a wider or
 * narrower one.
 */
final class ScopeLines {
    /** Shorter scopes stand in the proposal itself, where a person reads them. */
    private static final int SHORT = 100;

    /** About how long a line grows. */
    private static final int LINE = 1_000;

    private final Map<String, Set<String>> paths = new HashMap<>();
    private final Map<String, Set<String>> excluded = new HashMap<>();
    private final Map<String, Optional<Scope>> known = new HashMap<>();

    /** Reads lines; those that are none of ours tell nothing. */
    static ScopeLines read(Stream<String> lines) {
        ScopeLines scopes = new ScopeLines();
        lines.map(line -> List.of(line.strip().split("\\s+"))).forEach(words -> {
            Attributes told = attributes(words);
            add(scopes.paths, words.get(0), told.all("paths"));
            add(scopes.excluded, words.get(0), told.all("exclude"));
        });
        return scopes;
    }

    private static Attributes attributes(List<String> words) {
        try {
            return Attributes.of(words.subList(1, words.size()));
        } catch (IllegalArgumentException garbled) {
            return new Attributes();
        }
    }

    private static void add(Map<String, Set<String>> to, String id, List<String> told) {
        to.computeIfAbsent(id, any -> new LinkedHashSet<>()).addAll(told);
    }

    /** The scope of this id; empty where its lines are not all there. */
    Optional<Scope> find(String id) {
        return known.computeIfAbsent(id, this::make);
    }

    private Optional<Scope> make(String id) {
        try {
            Scope scope = new Scope(patterns(paths.get(id)), patterns(excluded.get(id)));
            return id(scope).equals(id) ? Optional.of(scope) : Optional.empty();
        } catch (IllegalArgumentException garbled) {
            return Optional.empty();
        }
    }

    private static List<PathPattern> patterns(@Nullable Set<String> texts) {
        return texts == null ? List.of() : texts.stream().map(PathPattern::of).toList();
    }

    /** The ids of those of the proposals' scopes that do not stand in the proposals. */
    static Map<Scope, String> ids(Collection<Proposal> proposals) {
        Map<Scope, String> ids = new LinkedHashMap<>();
        for (Proposal proposal : proposals) {
            Scope scope = proposal.subject().scope();
            if (!ids.containsKey(scope) && isLong(scope)) {
                ids.put(scope, id(scope));
            }
        }
        return ids;
    }

    private static boolean isLong(Scope scope) {
        int length = 0;
        for (List<PathPattern> paths : List.of(scope.paths(), scope.excluded())) {
            for (int i = 0; i < paths.size() && length <= SHORT; i++) {
                length += paths.get(i).toString().length() + 1;
            }
        }
        return length > SHORT;
    }

    private static String id(Scope scope) {
        return Seal.of(String.join(",", texts(scope.paths())), String.join(",", texts(scope.excluded())));
    }

    /** The lines of one scope. */
    static List<String> write(Scope scope, String id) {
        List<String> lines = new ArrayList<>();
        lines.addAll(lines(id, "paths", texts(scope.paths())));
        lines.addAll(lines(id, "exclude", texts(scope.excluded())));
        return lines;
    }

    private static List<String> lines(String id, String key, List<String> texts) {
        List<String> lines = new ArrayList<>();
        int length = 0;
        int from = 0;
        for (int i = 0; i < texts.size(); i++) {
            length += texts.get(i).length() + 1;
            if (length > LINE || i + 1 == texts.size()) {
                lines.add(id + new Attributes().put(key, texts.subList(from, i + 1)));
                length = 0;
                from = i + 1;
            }
        }
        return lines;
    }

    static List<String> texts(List<PathPattern> paths) {
        return paths.stream().map(PathPattern::toString).toList();
    }
}
