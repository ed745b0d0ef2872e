package dev.fairlead.selection;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;

/** A policy, filter or pattern that makes no sense, or a selection that cannot be made as asked. */
public final class SelectionException extends FairleadException {
    private static final long serialVersionUID = 1L;

    public SelectionException(Problem problem) {
        super(problem);
    }

    SelectionException(String place, String cause, String remedy) {
        this(new Problem(place, cause, remedy));
    }
}
