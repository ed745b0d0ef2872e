/** The transformers of a kustomization: each changes the objects in one way. */
@NullMarked
package dev.fairlead.render.kustomize.transform;

import org.jspecify.annotations.NullMarked;
