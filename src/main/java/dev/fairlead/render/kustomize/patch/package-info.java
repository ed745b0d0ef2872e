/** Strategic merge patches and JSON patches (RFC 6902), as kustomize applies them. */
@NullMarked
package dev.fairlead.render.kustomize.patch;

import org.jspecify.annotations.NullMarked;
