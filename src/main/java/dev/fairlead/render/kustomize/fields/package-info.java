/** Where in an object the fields are that a transformer sets, and how they are reached. */
@NullMarked
package dev.fairlead.render.kustomize.fields;

import org.jspecify.annotations.NullMarked;
