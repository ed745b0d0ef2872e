package dev.fairlead.manifest.diff;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.eclipse.jgit.diff.DiffAlgorithm;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/** The difference of two states of a file in unified format, as {@code git apply} and {@code patch -p1} read it. */
public final class UnifiedDiff {
    private static final int CONTEXT = 3;
    private static final Pattern LINE_ENDS = Pattern.compile("(?<=\n)");

    private UnifiedDiff() {}

    /** The difference with three lines around each change; empty where the bytes are the same. */
    public static String of(String path, byte[] before, byte[] after) {
        if (Arrays.equals(before, after)) {
            return "";
        }
        RawText old = new RawText(before);
        RawText changed = new RawText(after);
        EditList edits = DiffAlgorithm.getAlgorithm(DiffAlgorithm.SupportedAlgorithm.HISTOGRAM)
                .diff(RawTextComparator.DEFAULT, old, changed);
        ByteArrayOutputStream hunks = new ByteArrayOutputStream();
        try (DiffFormatter formatter = new DiffFormatter(hunks)) {
            formatter.setContext(CONTEXT);
            formatter.format(edits, old, changed);
            formatter.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a diff is made in memory", impossible);
        }
        String name = name(path);
        return "--- a/" + name + "\n+++ b/" + name + "\n" + hunks.toString(StandardCharsets.UTF_8);
    }

    /** A path as the headers write it: below the root, and with a tab where a space would make its end a guess. */
    private static String name(String path) {
        return (path.startsWith("/") ? path.substring(1) : path) + (path.indexOf(' ') < 0 ? "" : "\t");
    }

    /** The same diff in the colours of {@code git diff}: ANSI escapes around headers, hunks and changed lines. */
    public static String coloured(String diff) {
        StringBuilder text = new StringBuilder(diff.length() + 256);
        for (String line : LINE_ENDS.split(diff, -1)) {
            String colour = colour(line);
            if (colour.isEmpty()) {
                text.append(line);
            } else {
                String bare = line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
                text.append("\033[")
                        .append(colour)
                        .append('m')
                        .append(bare)
                        .append("\033[m")
                        .append(line, bare.length(), line.length());
            }
        }
        return text.toString();
    }

    private static String colour(String line) {
        if (line.startsWith("--- ") || line.startsWith("+++ ")) {
            return "1";
        }
        if (line.startsWith("@@")) {
            return "36";
        }
        return line.startsWith("-") ? "31" : line.startsWith("+") ? "32" : "";
    }
}
