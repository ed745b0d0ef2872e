package dev.fairlead.manifest.locate;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;

/**
 * A text that lets itself be read only so often: a configured regular expression that backtracks without end fails, and
 * does not hang the run.
 */
final class BoundedText implements CharSequence {
    private static final long READS_PER_CHARACTER = 2_000;
    private static final long LEAST_READS = 1_000_000;

    private final String path;
    private final String text;
    private long reads;

    BoundedText(String path, String text) {
        this.path = path;
        this.text = text;
        this.reads = Math.max(LEAST_READS, READS_PER_CHARACTER * text.length());
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (--reads < 0) {
            throw new FairleadException(new Problem(
                    path,
                    "a configured pattern tries far too many ways to match this text",
                    "make the pattern simpler: nested repetitions such as (a+)+ are the usual cause"));
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
