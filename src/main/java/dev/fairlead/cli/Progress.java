package dev.fairlead.cli;

import dev.fairlead.update.report.UpdateListener;
import java.io.PrintWriter;

/** A line that overwrites itself while long work goes on, for a person who watches. */
final class Progress implements UpdateListener, AutoCloseable {
    private static final int WIDTH = 24;
    private static final long PAUSE = 100_000_000;
    private static final String CLEAR = "\r\033[K";

    private final PrintWriter err;
    private final boolean shown;
    private long last;
    private boolean dirty;

    Progress(Console console) {
        this.err = console.err();
        this.shown = console.interactive();
        this.last = System.nanoTime();
    }

    @Override
    public void progress(String work, int done, int of) {
        long now = System.nanoTime();
        if (!shown || now - last < PAUSE) {
            return;
        }
        last = now;
        dirty = true;
        err.print(CLEAR + work + " " + (of > 0 ? bar(done, of) + " " + done + " of " + of : String.valueOf(done)));
        err.flush();
    }

    private static String bar(int done, int of) {
        int full = (int) Math.min(WIDTH, (long) WIDTH * done / of);
        return "[" + "=".repeat(full) + " ".repeat(WIDTH - full) + "]";
    }

    @Override
    public void close() {
        if (dirty) {
            err.print(CLEAR);
            err.flush();
        }
    }
}
