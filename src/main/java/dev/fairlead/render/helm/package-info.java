/** Helm charts: a chart and values in, manifests and hooks out, by the embedded Helm or by a binary. */
@NullMarked
package dev.fairlead.render.helm;

import org.jspecify.annotations.NullMarked;
