/** Where an agent's files come from: what a source is, what it gives, and how it fails. */
@NullMarked
package dev.fairlead.agent.source;

import org.jspecify.annotations.NullMarked;
