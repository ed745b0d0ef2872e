/** Sources that are OCI artifacts. */
@NullMarked
package dev.fairlead.agent.source.oci;

import org.jspecify.annotations.NullMarked;
