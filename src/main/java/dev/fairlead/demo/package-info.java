/** The whole loop on one machine, from real parts: registry, config repository, pull request, review, merge. */
@NullMarked
package dev.fairlead.demo;

import org.jspecify.annotations.NullMarked;
