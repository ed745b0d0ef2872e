/** The pull agent: makes a cluster what Git says, and shows where it is not. */
@NullMarked
package dev.fairlead.agent;

import org.jspecify.annotations.NullMarked;
