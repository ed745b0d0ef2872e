/** Images and policies that the repository tells other updaters: Flux image policies, Argo CD Image Updater annotations. */
@NullMarked
package dev.fairlead.update.source;

import org.jspecify.annotations.NullMarked;
