package dev.fairlead.update.command;

import dev.fairlead.update.config.read.Moments;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command in a comment: {@code /fairlead hold [--until DATE] WHY} in its first line. What the pull request proposes is
 * meant.
 *
 * @param until when the hold ends by itself
 * @param why shown wherever the hold is
 */
record Command(Optional<Instant> until, String why) {
    static final String USAGE = "`/fairlead hold [--until DATE] WHY` keeps out what this pull request proposes.";

    private static final Pattern CALL = Pattern.compile("/fairlead(?:\\s+(.*))?");
    private static final Pattern HOLD = Pattern.compile("hold(?:\\s+--until[=\\s]\\s*(\\S+))?(?:\\s+(.+))?");

    /** The words after {@code /fairlead} in a comment's first line; empty where it is no command. */
    static Optional<String> words(String comment) {
        Matcher call =
                CALL.matcher(comment.strip().lines().findFirst().orElse("").strip());
        return call.matches() ? Optional.of(Optional.ofNullable(call.group(1)).orElse("")) : Optional.empty();
    }

    /**
     * Reads the words of a command.
     *
     * @throws IllegalArgumentException if it is none, with what a person reads
     */
    static Command read(String words) {
        Matcher hold = HOLD.matcher(words);
        if (!hold.matches()) {
            throw new IllegalArgumentException("This is no command that is known here.");
        }
        Optional<Instant> until = Optional.ofNullable(hold.group(1)).map(Moments::parse);
        String why = Optional.ofNullable(hold.group(2)).map(String::strip).orElse("");
        if (why.isEmpty() || why.startsWith("--")) {
            throw new IllegalArgumentException("Say why: a hold is shown with its reason.");
        }
        return new Command(until, why);
    }
}
