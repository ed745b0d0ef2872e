package dev.fairlead.update.config.read;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;

/** A value that cannot be used, told where it stands by {@link Section}. */
final class WrongWord extends FairleadException {
    private static final long serialVersionUID = 1L;

    WrongWord(String cause, String remedy) {
        super(new Problem("", cause, remedy));
    }
}
