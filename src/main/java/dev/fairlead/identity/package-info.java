/** Microsoft Entra identities: one serves every Azure service, a token for each. */
@NullMarked
package dev.fairlead.identity;

import org.jspecify.annotations.NullMarked;
