/** Brings a plan to the remote: the commit, the branch, the pull request. Every step can be repeated. */
@NullMarked
package dev.fairlead.update.propose;

import org.jspecify.annotations.NullMarked;
