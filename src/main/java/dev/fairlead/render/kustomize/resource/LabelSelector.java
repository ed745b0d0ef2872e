package dev.fairlead.render.kustomize.resource;

import dev.fairlead.render.RenderException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Kubernetes' label selectors: {@code a=b,c!=d,e in (f,g),h,!i,j>1}. */
public final class LabelSelector {
    private static final Pattern TOKEN = Pattern.compile("\\s*(==|=|!=|!|>|<|\\(|\\)|,|[^\\s=!(),<>]+)\\s*");
    private static final Pattern NAME = Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]");
    private static final Pattern PREFIX =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final int LONGEST_NAME = 63;
    private static final int LONGEST_PREFIX = 253;

    private final List<Requirement> requirements;

    private LabelSelector(List<Requirement> requirements) {
        this.requirements = requirements;
    }

    private record Requirement(String key, String operator, Set<String> values) {
        boolean matches(Map<String, String> labels) {
            @Nullable String value = labels.get(key);
            return switch (operator) {
                case "=", "==", "in" -> value != null && values.contains(value);
                case "!=", "notin" -> value == null || !values.contains(value);
                case "exists" -> value != null;
                case "!" -> value == null;
                default -> value != null && compare(value);
            };
        }

        private boolean compare(String value) {
            try {
                long left = Long.parseLong(value);
                long right = Long.parseLong(values.iterator().next());
                return operator.equals(">") ? left > right : left < right;
            } catch (NumberFormatException e) {
                return false;
            }
        }
    }

    /** Reads a selector; an empty one selects everything. */
    public static LabelSelector parse(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        int at = 0;
        while (at < text.length() && matcher.region(at, text.length()).lookingAt()) {
            tokens.add(matcher.group(1));
            at = matcher.end();
        }
        if (at < text.length() && !text.substring(at).isBlank()) {
            throw wrong(text);
        }
        return new LabelSelector(new Parser(text, tokens).requirements());
    }

    /** Whether an object with these labels, or annotations, is selected. */
    public boolean matches(Map<String, String> labels) {
        return requirements.stream().allMatch(requirement -> requirement.matches(labels));
    }

    private static RenderException wrong(String text) {
        return RenderException.of(
                "'" + text + "' is no selector of labels",
                "write requirements such as app=web, tier!=db or zone in (a,b), with commas between them");
    }

    private static final class Parser {
        private final String text;
        private final List<String> tokens;
        private int at;

        Parser(String text, List<String> tokens) {
            this.text = text;
            this.tokens = tokens;
        }

        List<Requirement> requirements() {
            List<Requirement> all = new ArrayList<>();
            while (at < tokens.size()) {
                all.add(requirement());
                if (at < tokens.size() && (!next().equals(",") || at == tokens.size())) {
                    throw wrong(text);
                }
            }
            return all;
        }

        private Requirement requirement() {
            String first = next();
            if (first.equals("!")) {
                return new Requirement(key(next()), "!", Set.of());
            }
            String key = key(first);
            if (at == tokens.size() || tokens.get(at).equals(",")) {
                return new Requirement(key, "exists", Set.of());
            }
            String operator = next();
            return new Requirement(
                    key,
                    operator,
                    switch (operator) {
                        case "=", "==", "!=" -> Set.of(value(optional()));
                        case "in", "notin" -> values();
                        case ">", "<" -> Set.of(number(next()));
                        default -> throw wrong(text);
                    });
        }

        private String optional() {
            return at < tokens.size() && !tokens.get(at).equals(",") ? next() : "";
        }

        private Set<String> values() {
            Set<String> values = new TreeSet<>();
            if (!next().equals("(")) {
                throw wrong(text);
            }
            for (String token = next(); !token.equals(")"); token = next()) {
                if (token.equals(",")) {
                    boolean empty =
                            !tokens.get(at - 2).equals(",") ? tokens.get(at).equals(")") : true;
                    if (empty || tokens.get(at - 2).equals("(")) {
                        values.add("");
                    }
                } else {
                    values.add(value(token));
                }
            }
            if (values.isEmpty()) {
                values.add("");
            }
            return values;
        }

        private String next() {
            if (at >= tokens.size()) {
                throw wrong(text);
            }
            return tokens.get(at++);
        }

        private String number(String token) {
            if (!token.matches("[-+]?[0-9]+")) {
                throw wrong(text);
            }
            return token;
        }

        private String key(String token) {
            int slash = token.indexOf('/');
            String prefix = slash < 0 ? "" : token.substring(0, slash);
            String name = token.substring(slash + 1);
            boolean valid = name.length() <= LONGEST_NAME
                    && NAME.matcher(name).matches()
                    && (slash < 0
                            || (prefix.length() <= LONGEST_PREFIX
                                    && PREFIX.matcher(prefix).matches()));
            if (!valid) {
                throw wrong(text);
            }
            return token;
        }

        private String value(String token) {
            if (!token.isEmpty()
                    && (token.length() > LONGEST_NAME || !NAME.matcher(token).matches())) {
                throw wrong(text);
            }
            return token;
        }
    }
}
