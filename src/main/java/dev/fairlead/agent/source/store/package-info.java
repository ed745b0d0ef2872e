/** Artifacts on disk: foreign archives unpacked safely, files ignored, content kept by its digest. */
@NullMarked
package dev.fairlead.agent.source.store;

import org.jspecify.annotations.NullMarked;
