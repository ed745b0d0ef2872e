package dev.fairlead.manifest.locate;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import dev.fairlead.manifest.find.Finds;
import dev.fairlead.manifest.yaml.Mapping;
import dev.fairlead.manifest.yaml.Node;
import dev.fairlead.manifest.yaml.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A configured path: keys with dots between them, {@code [*]} for every item of a list, {@code *} for every key, and
 * {@code ["a.b"]} for a key with dots in it.
 */
final class FieldPath {
    private static final Pattern STEP = Pattern.compile("\\.?([^.\\[\\]\"]+)|\\[(\\*)]|\\[\"([^\"]+)\"]");

    private final List<String> steps;

    private FieldPath(List<String> steps) {
        this.steps = steps;
    }

    /** @throws FairleadException if the text is no such path */
    static FieldPath parse(String text) {
        List<String> steps = new ArrayList<>();
        Matcher step = STEP.matcher(text);
        int end = 0;
        while (end < text.length() && step.find() && step.start() == end) {
            steps.add(step.group(2) != null ? "[*]" : step.group(1) != null ? step.group(1) : step.group(3));
            end = step.end();
        }
        if (end < text.length() || steps.isEmpty()) {
            throw new FairleadException(new Problem(
                    "path '" + text + "'",
                    "it cannot be read from character " + (end + 1),
                    "write it as spec.steps[*].image"));
        }
        return new FieldPath(List.copyOf(steps));
    }

    /** The last key of the path: a file that has a value there holds this word. Empty where any key would do. */
    String word() {
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (!steps.get(i).equals("[*]")) {
                return steps.get(i).equals("*") ? "" : steps.get(i);
            }
        }
        return "";
    }

    /** Calls for every node that the path leads to. */
    void follow(Finds finds, Node from, Consumer<Node> visitor) {
        follow(finds, from, 0, visitor);
    }

    private void follow(Finds finds, Node from, int at, Consumer<Node> visitor) {
        if (at == steps.size()) {
            visitor.accept(from);
            return;
        }
        String step = steps.get(at);
        Consumer<Node> next = node -> follow(finds, node, at + 1, visitor);
        if (from instanceof Sequence sequence && step.equals("[*]")) {
            finds.items(sequence, next);
        } else if (from instanceof Mapping mapping && step.equals("*")) {
            finds.each(mapping, (key, value) -> next.accept(value));
        } else if (from instanceof Mapping mapping) {
            finds.at(mapping, step, next);
        }
    }
}
