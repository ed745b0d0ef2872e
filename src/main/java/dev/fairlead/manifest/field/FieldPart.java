package dev.fairlead.manifest.field;

import java.util.Optional;

/**
 * One value of an image field.
 *
 * @param part what the value holds
 * @param place where the value begins
 * @param value the value as it was read, without quotes and escapes
 * @param mark the policy that a marker beside the value names
 */
public record FieldPart(Part part, Place place, String value, Optional<PolicyMark> mark) {}
