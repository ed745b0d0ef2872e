package dev.fairlead.manifest.field;

/**
 * A marker that puts a value under a policy.
 *
 * @param policy whose result the value takes
 * @param part which part of the result; {@link Part#REFERENCE} for all of it
 */
public record PolicyMark(PolicyName policy, Part part) {}
