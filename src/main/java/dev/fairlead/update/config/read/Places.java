package dev.fairlead.update.config.read;

import dev.fairlead.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** Collects what is wrong in one file, each with its line and column. */
final class Places {
    private record Found(int line, int column, Problem problem) {}

    private final String file;
    private final List<Found> problems = new ArrayList<>();

    Places(String file) {
        this.file = file;
    }

    /** {@code file:line:column} of a node, counted from one. */
    String of(Node node) {
        Mark mark = node.getStartMark();
        return file + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
    }

    void wrong(Node node, String cause, String remedy) {
        Mark mark = node.getStartMark();
        problems.add(new Found(mark.getLine(), mark.getColumn(), new Problem(of(node), cause, remedy)));
    }

    /** Ends the reading if anything was wrong. */
    void check() {
        if (!problems.isEmpty()) {
            throw new ConfigException(problems.stream()
                    .distinct() // an environment's settings are read once for each entry that names it
                    .sorted(Comparator.comparingInt(Found::line).thenComparingInt(Found::column))
                    .map(Found::problem)
                    .toList());
        }
    }

    String file() {
        return file;
    }
}
