/** What every room shares: how a problem is told. */
@NullMarked
package dev.fairlead;

import org.jspecify.annotations.NullMarked;
