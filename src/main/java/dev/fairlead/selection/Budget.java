package dev.fairlead.selection;

/** A tag that may be read only so often: the brake of the JDK's backtracking engine, which reads to take any step. */
final class Budget implements CharSequence {
    private static final int READS = 20_000;

    /** The text was read too often. Has no trace: it is a signal for the caller. */
    static final class Exceeded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Exceeded() {
            super("too many steps", null, false, false);
        }
    }

    private final String text;
    private int reads;

    Budget(String text) {
        this.text = text;
    }

    @Override
    public char charAt(int index) {
        if (++reads > READS) {
            throw new Exceeded();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
