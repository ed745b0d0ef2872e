/** Who we are to a registry: credentials, where they come from, and the tokens that they are exchanged for. */
@NullMarked
package dev.fairlead.registry.auth;

import org.jspecify.annotations.NullMarked;
