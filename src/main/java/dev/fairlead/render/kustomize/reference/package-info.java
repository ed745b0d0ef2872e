/** References between objects: names that follow their object, and variables that stand for one of its fields. */
@NullMarked
package dev.fairlead.render.kustomize.reference;

import org.jspecify.annotations.NullMarked;
