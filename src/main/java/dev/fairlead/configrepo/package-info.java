/** The Git side: a bare shallow mirror, edits of trees without a checkout, signed commits, and pushes that lose no update. */
@NullMarked
package dev.fairlead.configrepo;

import org.jspecify.annotations.NullMarked;
