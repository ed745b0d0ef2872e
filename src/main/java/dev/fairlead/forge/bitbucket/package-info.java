/** What Bitbucket Cloud and Bitbucket Data Center have in common: signing in, and what neither of them can hold. */
@NullMarked
package dev.fairlead.forge.bitbucket;

import org.jspecify.annotations.NullMarked;
