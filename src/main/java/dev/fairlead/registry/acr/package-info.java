/** Azure Container Registry: its own listing with times, and Entra identities. */
@NullMarked
package dev.fairlead.registry.acr;

import org.jspecify.annotations.NullMarked;
