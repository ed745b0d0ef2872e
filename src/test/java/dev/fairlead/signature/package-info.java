@NullMarked
package dev.fairlead.signature;

import org.jspecify.annotations.NullMarked;
