/** Pull requests at Bitbucket Cloud, by version 2.0 of its REST API. */
@NullMarked
package dev.fairlead.forge.bitbucket.cloud;

import org.jspecify.annotations.NullMarked;
