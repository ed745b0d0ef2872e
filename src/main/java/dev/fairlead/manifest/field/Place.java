package dev.fairlead.manifest.field;

/**
 * A place in a file.
 *
 * @param file the path as it was given, with {@code /} between folders
 * @param line counted from 1, or 0 where the whole file is meant
 * @param column counted from 1 in characters, or 0 where the whole line or file is meant
 */
public record Place(String file, int line, int column) {

    /** The whole file. */
    public static Place of(String file) {
        return new Place(file, 0, 0);
    }

    /** {@code file:line:column}, as far as they are known. */
    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + (column > 0 ? ":" + column : "");
    }
}
