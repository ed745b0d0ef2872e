/** Charts from Helm repositories, over HTTP and OCI. */
@NullMarked
package dev.fairlead.agent.source.helm;

import org.jspecify.annotations.NullMarked;
