package dev.fairlead.render;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import org.jspecify.annotations.Nullable;

/** A folder that cannot be rendered: a file is missing, forbidden or malformed, or two of them contradict each other. */
public class RenderException extends FairleadException {
    private static final long serialVersionUID = 1L;

    private final boolean unsupported;

    public RenderException(Problem problem) {
        this(problem, null);
    }

    public RenderException(Problem problem, @Nullable Throwable cause) {
        this(problem, cause, false);
    }

    private RenderException(Problem problem, @Nullable Throwable cause, boolean unsupported) {
        super(problem, cause);
        this.unsupported = unsupported;
    }

    /** A failure whose place whoever called knows better: {@link #at} adds it. */
    public static RenderException of(String cause, String remedy) {
        return new RenderException(new Problem("", cause, remedy));
    }

    /** What this renderer does not know how to do, but another one may. */
    public static RenderException unsupported(String place, String cause, String remedy) {
        return new RenderException(new Problem(place, cause, remedy), null, true);
    }

    /** Whether another renderer may succeed: nothing is wrong with the files, this renderer lacks a feature. */
    public boolean unsupported() {
        return unsupported;
    }

    /** The same failure at this place, unless it has a place already. */
    public RenderException at(String place) {
        Problem problem = problem();
        return problem.place().isEmpty()
                ? new RenderException(new Problem(place, problem.cause(), problem.remedy()), getCause(), unsupported)
                : this;
    }
}
