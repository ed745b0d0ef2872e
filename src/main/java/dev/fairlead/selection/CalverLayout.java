package dev.fairlead.selection;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A layout of calendar versions in the words of calver.org: {@code YYYY YY 0Y MM 0M WW 0W DD 0D MAJOR MINOR MICRO
 * MODIFIER}, and {@code hh mm ss} for a time of day. Brackets make a part optional, quotes hold literal letters, and the
 * marks {@code . - _} stand for themselves.
 */
final class CalverLayout {
    private static final int MAX_LENGTH = 128;
    private static final Pattern PIECE = Pattern.compile(
            "(YYYY|YY|0Y|MM|0M|WW|0W|DD|0D|hh|mm|ss|MAJOR|MINOR|MICRO|MODIFIER)|'([^']*)'|([.\\-_])|(\\[)|(\\])|(v)");

    private enum Part {
        YEAR,
        MONTH,
        WEEK,
        DAY,
        HOUR,
        MINUTE,
        SECOND,
        NUMBER,
        MODIFIER
    }

    private final String written;
    private final Pattern form;
    private final List<Part> parts;

    private CalverLayout(String written, Pattern form, List<Part> parts) {
        this.written = written;
        this.form = form;
        this.parts = parts;
    }

    /**
     * The layout in this text.
     *
     * @throws SelectionException if the text is no layout
     */
    static CalverLayout parse(String text) {
        StringBuilder form = new StringBuilder();
        List<Part> parts = new ArrayList<>();
        Matcher piece = PIECE.matcher(text);
        int at = 0;
        int depth = 0;
        while (at < text.length() && piece.find(at) && piece.start() == at) {
            at = piece.end();
            if (piece.group(1) != null) {
                parts.add(part(piece.group(1)));
                form.append('(')
                        .append(digits(piece.group(1), isTight(text, piece)))
                        .append(')');
            } else if (piece.group(4) != null) {
                depth++;
                form.append("(?:");
            } else if (piece.group(5) != null) {
                depth--;
                form.append(")?");
            } else {
                String literal = piece.group(2) == null ? piece.group() : piece.group(2);
                form.append(Pattern.quote(literal));
            }
            if (depth < 0) {
                break;
            }
        }
        if (at < text.length() || depth != 0 || parts.isEmpty() || text.length() > MAX_LENGTH) {
            throw refused(text, at, depth);
        }
        return new CalverLayout(text, Pattern.compile(form.toString()), List.copyOf(parts));
    }

    private static SelectionException refused(String text, int at, int depth) {
        String cause = depth != 0
                ? "its brackets are not paired"
                : at < text.length()
                        ? "'" + text.substring(at, Math.min(at + 20, text.length())) + "' is no part of a layout"
                        : "it names no part of a date or version, or is longer than " + MAX_LENGTH + " characters";
        return new SelectionException(
                "calver layout '" + text + "'",
                cause,
                "write layouts such as YYYY.0M.MICRO, YYYY.MM.DD[-MODIFIER] or YYYY0M0D-hhmmss, literal letters in"
                        + " single quotes");
    }

    private static Part part(String word) {
        return switch (word) {
            case "YYYY", "YY", "0Y" -> Part.YEAR;
            case "MM", "0M" -> Part.MONTH;
            case "WW", "0W" -> Part.WEEK;
            case "DD", "0D" -> Part.DAY;
            case "hh" -> Part.HOUR;
            case "mm" -> Part.MINUTE;
            case "ss" -> Part.SECOND;
            case "MODIFIER" -> Part.MODIFIER;
            default -> Part.NUMBER;
        };
    }

    /** Whether a number stands right after this part, so that the part's length must be fixed. */
    private static boolean isTight(String text, Matcher piece) {
        boolean before = piece.start() > 0 && isWordEnd(text.charAt(piece.start() - 1));
        boolean after = piece.end() < text.length() && isWordEnd(text.charAt(piece.end()));
        return before || after;
    }

    private static boolean isWordEnd(char c) {
        return (c >= '0' && c <= '9') || (c != 'v' && c >= 'A' && c <= 'z' && Character.isLetter(c));
    }

    private static String digits(String word, boolean tight) {
        return switch (word) {
            case "YYYY" -> "\\d{4}";
            case "0M", "0W", "0D", "hh", "mm", "ss" -> "\\d{2}";
            case "0Y" -> tight ? "\\d{2}" : "\\d{2,3}";
            case "YY" -> tight ? "\\d{2}" : "\\d{1,3}";
            case "MODIFIER" -> "[0-9A-Za-z][0-9A-Za-z._-]*";
            case "MM", "WW", "DD" -> tight ? "\\d{2}" : "\\d{1,2}";
            default -> "\\d+";
        };
    }

    /** The version in this text, or null if it does not have this layout or names a day that no calendar has. */
    @Nullable
    CalVer read(String text) {
        Matcher matcher = form.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        List<Optional<Digits>> numbers = new ArrayList<>(parts.size());
        String modifier = "";
        int[] date = {4, 1, 1};
        for (int i = 0; i < parts.size(); i++) {
            String found = matcher.group(i + 1);
            if (parts.get(i) == Part.MODIFIER) {
                modifier = found == null ? "" : found.toLowerCase(Locale.ROOT);
                continue;
            }
            Digits number = found == null ? null : Digits.parse(found);
            numbers.add(Optional.ofNullable(number));
            if (number != null && !isPossible(parts.get(i), number, date)) {
                return null;
            }
        }
        return isDay(date) ? new CalVer(List.copyOf(numbers), modifier) : null;
    }

    private static boolean isPossible(Part part, Digits number, int[] date) {
        if (part == Part.NUMBER) {
            return true;
        }
        int value = Integer.parseInt(number.toString());
        return switch (part) {
            case YEAR -> {
                date[0] = value;
                yield true;
            }
            case MONTH -> {
                date[1] = value;
                yield value >= 1 && value <= 12;
            }
            case DAY -> {
                date[2] = value;
                yield value >= 1 && value <= 31;
            }
            case WEEK -> value <= 53;
            case HOUR -> value <= 23;
            default -> value <= 59;
        };
    }

    private static boolean isDay(int[] date) {
        // A short year counts from 2000, as calver.org has it; only leap years depend on it.
        int year = date[0] < 1000 ? date[0] + 2000 : date[0];
        try {
            LocalDate day = LocalDate.of(year, date[1], date[2]);
            return day.getYear() == year;
        } catch (DateTimeException noSuchDay) {
            return false;
        }
    }

    @Override
    public String toString() {
        return written;
    }
}
