/** Pull requests, their comments and commit statuses, behind one interface whatever the forge; knows of Git ids, branches and texts only. */
@NullMarked
package dev.fairlead.forge;

import org.jspecify.annotations.NullMarked;
