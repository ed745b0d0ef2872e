/** What the steps of a CI pipeline call: one face for all of them, in plain types. */
@NullMarked
package dev.fairlead.pipeline;

import org.jspecify.annotations.NullMarked;
