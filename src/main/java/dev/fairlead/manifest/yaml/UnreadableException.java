package dev.fairlead.manifest.yaml;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import org.jspecify.annotations.Nullable;

/** A file that cannot be read as YAML or JSON, and why: nothing in it can be found, let alone edited. */
public final class UnreadableException extends FairleadException {
    private static final long serialVersionUID = 1L;

    UnreadableException(Problem problem) {
        super(problem);
    }

    UnreadableException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
