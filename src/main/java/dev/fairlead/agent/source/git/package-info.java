/** Sources in Git, with the signatures of their commits and tags. */
@NullMarked
package dev.fairlead.agent.source.git;

import org.jspecify.annotations.NullMarked;
