package dev.fairlead.agent.source.store;

import dev.fairlead.agent.source.SourceException;
import dev.fairlead.agent.source.SourceException.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The names that others give to files, made into paths below a folder or refused. */
final class SafePath {
    private static final int LONGEST = 4096;
    private static final int LONGEST_PART = 255;
    private static final int DEEPEST = 100;

    private SafePath() {}

    /**
     * The path in its shortest form, without {@code .} and doubled slashes; empty for the folder itself.
     *
     * @throws SourceException ({@link Kind#HOSTILE}) for a path that is absolute, leads upwards, or that some system
     *     understands otherwise than this one
     */
    static String of(String written, String place) {
        if (written.startsWith("/")) {
            throw refused(place, written, "the path is absolute");
        }
        if (written.length() > LONGEST) {
            throw refused(place, written, "the path has more than " + LONGEST + " characters");
        }
        List<String> parts = new ArrayList<>();
        for (String part : written.split("/", -1)) {
            if (part.equals("..")) {
                throw refused(place, written, "the path leads upwards");
            }
            if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part(part, written, place));
            }
        }
        if (parts.size() > DEEPEST) {
            throw refused(place, written, "the path is more than " + DEEPEST + " folders deep");
        }
        return String.join("/", parts);
    }

    private static String part(String part, String written, String place) {
        if (part.chars().anyMatch(c -> Character.isISOControl(c) || c == '\\' || c == '\uFFFD')) {
            throw refused(place, written, "the name holds a control character, a backslash or what is no UTF-8");
        }
        if (part.length() == 2 && part.charAt(1) == ':' && Character.isLetter(part.charAt(0))) {
            throw refused(place, written, "the path names a drive");
        }
        if (part.getBytes(StandardCharsets.UTF_8).length > LONGEST_PART) {
            throw refused(place, written, "a name has more than " + LONGEST_PART + " bytes");
        }
        return part;
    }

    static SourceException refused(String place, String written, String cause) {
        return new SourceException(
                Kind.HOSTILE, place + " '" + shown(written) + "'", cause, "have it made without such an entry");
    }

    /** Short enough for a message, and on one line. */
    static String shown(String written) {
        String printable = written.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= 120 ? printable : printable.substring(0, 120) + "…";
    }
}
