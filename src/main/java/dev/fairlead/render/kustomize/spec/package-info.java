/** Kustomization files as records: read once, checked field by field, wrong in no way later. */
@NullMarked
package dev.fairlead.render.kustomize.spec;

import org.jspecify.annotations.NullMarked;
