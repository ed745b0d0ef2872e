package dev.fairlead.update.config.read;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used, with everything that is wrong in it and not only the first. */
public final class ConfigException extends FairleadException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    ConfigException(List<Problem> problems) {
        super(together(problems));
        this.problems = List.copyOf(problems);
    }

    private static Problem together(List<Problem> problems) {
        Problem first = problems.get(0);
        if (problems.size() == 1) {
            return first;
        }
        String rest = problems.stream().skip(1).map(Problem::toString).collect(Collectors.joining("\n", "\n", ""));
        return new Problem(first.place(), first.cause(), first.remedy() + rest);
    }

    /** Every problem found, in the order of the file. */
    public List<Problem> problems() {
        return problems;
    }
}
