/** Merge requests at GitLab, by version 4 of its REST API. */
@NullMarked
package dev.fairlead.forge.gitlab;

import org.jspecify.annotations.NullMarked;
