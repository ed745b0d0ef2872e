/** Kustomize in Java: a folder with a kustomization in, objects out, equal to what the kustomize binary prints. */
@NullMarked
package dev.fairlead.render.kustomize;

import org.jspecify.annotations.NullMarked;
