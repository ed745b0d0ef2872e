/** Config maps, secrets and other objects that a kustomization makes, and the hash behind their names. */
@NullMarked
package dev.fairlead.render.kustomize.generate;

import org.jspecify.annotations.NullMarked;
