package dev.fairlead.manifest.yaml;

/**
 * A comment.
 *
 * @param text what follows the {@code #}, without the white space around it
 * @param line the line of the {@code #}, from 1
 * @param column the column of the {@code #} in characters, from 1
 */
public record Comment(String text, int line, int column) {}
