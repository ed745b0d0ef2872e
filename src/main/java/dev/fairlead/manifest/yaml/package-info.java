/** The byte-exact editor of YAML and JSON: finds every scalar with its bytes, replaces some of them, and proves that nothing else changed. */
@NullMarked
package dev.fairlead.manifest.yaml;

import org.jspecify.annotations.NullMarked;
