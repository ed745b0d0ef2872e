package dev.fairlead.update.report;

/**
 * One value that a plan changes.
 *
 * @param place {@code file:line:column} in the base
 * @param image the image whose field it is
 * @param before the value as it is
 * @param after the value as it shall be
 */
public record ChangeReport(String place, String image, String before, String after) {}
