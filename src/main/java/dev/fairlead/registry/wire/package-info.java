/** One HTTP request and its answer, over the JDK's client with our trust, our proxies and our limits. */
@NullMarked
package dev.fairlead.registry.wire;

import org.jspecify.annotations.NullMarked;
