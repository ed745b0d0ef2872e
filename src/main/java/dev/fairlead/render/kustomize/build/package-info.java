/** Builds a kustomization: reads what it names, one folder after the other, and applies its transformers in their order. */
@NullMarked
package dev.fairlead.render.kustomize.build;

import org.jspecify.annotations.NullMarked;
