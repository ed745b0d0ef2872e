/** Choosing a tag: policies, filters, the guard against downgrades, and a reason for every tag that lost. */
@NullMarked
package dev.fairlead.selection;

import org.jspecify.annotations.NullMarked;
