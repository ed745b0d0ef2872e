package dev.fairlead.manifest.find;

/**
 * Why a field is not taken for one that may be edited.
 *
 * @param reason what speaks against it
 * @param remedy what would settle it
 */
public record Doubt(String reason, String remedy) {}
