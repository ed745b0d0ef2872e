/** Pull requests at Bitbucket Data Center, by version 1.0 of its REST API. */
@NullMarked
package dev.fairlead.forge.bitbucket.datacenter;

import org.jspecify.annotations.NullMarked;
