/** Kustomize overlays: which images they take from their bases, and how they get entries for them. */
@NullMarked
package dev.fairlead.manifest.overlay;

import org.jspecify.annotations.NullMarked;
