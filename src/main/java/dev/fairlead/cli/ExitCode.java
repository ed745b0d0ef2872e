package dev.fairlead.cli;

/** What a command's exit code says. Scripts rely on these numbers: they do not change. */
final class ExitCode {
    /** Done, or there was nothing to do. */
    static final int DONE = 0;

    /** Given up; the reason is on standard error. */
    static final int FAILED = 1;

    /** The command line itself is wrong. */
    static final int USAGE = 2;

    /** {@code --check} found something to change. */
    static final int WOULD_CHANGE = 3;

    /** Done in part: something that was asked for was refused, and is listed. */
    static final int IN_PART = 4;

    private ExitCode() {}
}
