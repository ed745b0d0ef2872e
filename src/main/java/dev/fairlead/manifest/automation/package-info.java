/** What other updaters were told in the same files: Flux image policies, Argo CD Image Updater annotations. */
@NullMarked
package dev.fairlead.manifest.automation;

import org.jspecify.annotations.NullMarked;
