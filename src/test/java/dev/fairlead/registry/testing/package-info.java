/** What the registry room's tests share: a scripted registry, and a clock that waits without time going by. */
@NullMarked
package dev.fairlead.registry.testing;

import org.jspecify.annotations.NullMarked;
