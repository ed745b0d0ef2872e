package dev.fairlead.render.kustomize.spec;

/**
 * A text of a kustomization file, with its place.
 *
 * @param place {@code file:line}
 */
public record Located(String text, String place) {}
