package dev.fairlead.pipeline.example;

import groovy.lang.GString;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** The parameters of one call of a step, bound as strictly as Jenkins binds them: an unknown name or another type is an error. */
final class StepWords {
    /** What each step may be told, by its name. */
    static final Map<String, Set<String>> KNOWN = known();

    private static final Set<String> FLAGS = Set.of("allowRollback", "dryRun", "draft", "autoMerge");
    private static final Set<String> LISTS = Set.of(
            "templates",
            "include",
            "exclude",
            "platforms",
            "images",
            "groups",
            "paths",
            "releases",
            "labels",
            "reviewers",
            "contexts");
    private static final Set<String> NUMBERS = Set.of("timeout");

    private final Map<String, Object> told = new TreeMap<>();
    private final UnaryOperator<String> mapped;

    /** @param mapped makes a text of the example one of the test */
    StepWords(String step, Map<?, ?> arguments, UnaryOperator<String> mapped) {
        this.mapped = mapped;
        arguments.forEach((name, value) -> {
            if (!KNOWN.get(step).contains(String.valueOf(name))) {
                throw new IllegalArgumentException(
                        step + " has no parameter '" + name + "'; there are " + KNOWN.get(step));
            }
            told.put(String.valueOf(name), checked(step + " " + name, String.valueOf(name), value));
        });
    }

    private static Map<String, Set<String>> known() {
        Set<String> timed = Set.of("credentialsId", "timeout");
        Set<String> choosing = Set.of("select", "include", "exclude", "extract", "platforms", "minAge");
        Set<String> delivering = Set.of(
                "baseBranch",
                "delivery",
                "title",
                "message",
                "labels",
                "reviewers",
                "draft",
                "autoMerge",
                "mergeMethod",
                "committerName",
                "committerEmail");
        Set<String> forge = Set.of("repo", "forge", "apiUrl", "forgeCredentialsId", "environment");
        return Map.of(
                "gitopsImageMetadata", Set.of("repository", "templates", "digest", "folder"),
                "gitopsNewestTag", all(timed, choosing, Set.of("image")),
                "gitopsUpdateImage",
                        all(
                                timed,
                                choosing,
                                delivering,
                                forge,
                                Set.of(
                                        "image",
                                        "images",
                                        "config",
                                        "groups",
                                        "paths",
                                        "digest",
                                        "allowRollback",
                                        "releases",
                                        "dryRun",
                                        "registryCredentialsId")),
                "gitopsWaitForSync", all(timed, forge, Set.of("pullRequest", "contexts")));
    }

    @SafeVarargs
    private static Set<String> all(Set<String>... sets) {
        Set<String> all = new TreeSet<>();
        for (Set<String> some : sets) {
            all.addAll(some);
        }
        return all;
    }

    private static Object checked(String place, String name, Object value) {
        boolean right = name.equals("pullRequest")
                || (FLAGS.contains(name)
                        ? value instanceof Boolean
                        : LISTS.contains(name)
                                ? value instanceof List<?>
                                : NUMBERS.contains(name)
                                        ? value instanceof Integer
                                        : value instanceof String || value instanceof GString);
        if (!right) {
            throw new IllegalArgumentException(
                    place + " cannot be " + value + " (" + (value == null ? "null" : value.getClass()) + ")");
        }
        return value;
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(told.get(name)).map(Object::toString).map(mapped);
    }

    List<String> list(String name) {
        return told.get(name) instanceof List<?> values
                ? values.stream().map(String::valueOf).map(mapped).toList()
                : List.of();
    }

    boolean flag(String name) {
        return Boolean.TRUE.equals(told.get(name));
    }

    Object value(String name) {
        return told.get(name);
    }
}
