/** The HTTP side that buckets and Helm repositories share. */
@NullMarked
package dev.fairlead.agent.source.http;

import org.jspecify.annotations.NullMarked;
