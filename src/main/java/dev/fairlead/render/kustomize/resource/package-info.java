/** The objects under way through a render: what they are called now, what they were called before, and how they are selected. */
@NullMarked
package dev.fairlead.render.kustomize.resource;

import org.jspecify.annotations.NullMarked;
