/** HTTP for the forges: whole answers or an error, under a deadline, through proxies and private authorities. */
@NullMarked
package dev.fairlead.forge.http;

import org.jspecify.annotations.NullMarked;
