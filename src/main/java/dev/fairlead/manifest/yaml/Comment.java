package dev.fairlead.manifest.yaml;

/**
 * A comment.
 *
 * @param text what follows the {@code #}, without the white space around it
 * @param line the line of the {@code #}, from 1
 * @param column the column of the {@code #} in characters, from 1
 * @param innerLine its line in the text that it is a comment of: another than {@code line} where that text is a string of
 *     the file
 */
public record Comment(String text, int line, int column, int innerLine) {}
