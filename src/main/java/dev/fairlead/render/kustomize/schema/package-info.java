/** What OpenAPI documents tell of kinds: how their lists are merged, and which kinds belong to no namespace. */
@NullMarked
package dev.fairlead.render.kustomize.schema;

import org.jspecify.annotations.NullMarked;
