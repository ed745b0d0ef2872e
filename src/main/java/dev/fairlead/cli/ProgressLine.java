package dev.fairlead.cli;

import dev.fairlead.update.report.Step;
import dev.fairlead.update.report.UpdateListener;
import java.io.PrintWriter;

/** One line on a terminal that says how far a run is, overwritten as it gets on and gone when it ends. */
final class ProgressLine implements UpdateListener, AutoCloseable {
    private static final int BAR = 24;
    private static final long PAUSE_NANOS = 100_000_000L;
    private static final String CLEAR = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean shown;
    private long last;
    private boolean dirty;

    private ProgressLine(PrintWriter err, boolean shown) {
        this.err = err;
        this.shown = shown;
    }

    /** A line where a person watches; otherwise nothing is shown. */
    static ProgressLine on(Console console) {
        return new ProgressLine(console.err(), console.interactive());
    }

    @Override
    public void reached(Step step, String group) {
        show((group.isEmpty() ? "" : group + ": ") + words(step), false);
    }

    @Override
    public void progress(String work, int done, int of) {
        if (of <= 0) {
            show(work + " " + done, false);
            return;
        }
        int filled = (int) ((long) BAR * done / of);
        show("[" + "#".repeat(filled) + " ".repeat(BAR - filled) + "] " + work + " " + done + "/" + of, done == of);
    }

    private synchronized void show(String text, boolean now) {
        long time = System.nanoTime();
        if (!shown || (!now && dirty && time - last < PAUSE_NANOS)) {
            return;
        }
        last = time;
        dirty = true;
        err.print(CLEAR + text);
        err.flush();
    }

    private static String words(Step step) {
        return switch (step) {
            case FETCHED -> "fetched";
            case FIELDS_FOUND -> "found the fields";
            case VERSIONS_CHOSEN -> "chose versions";
            case PLANNED -> "planned";
            case COMMITTED -> "committed";
            case PUSHED -> "pushed";
            default -> "settling the pull request";
        };
    }

    /** Takes the line away. */
    @Override
    public synchronized void close() {
        if (dirty) {
            err.print(CLEAR);
            err.flush();
        }
    }
}
