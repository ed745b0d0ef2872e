/** Every source of an agent, fetched, kept and told of. */
@NullMarked
package dev.fairlead.agent.source.remote;

import org.jspecify.annotations.NullMarked;
