/** Servers that sources are fetched from in tests. */
package dev.fairlead.agent.source.testing;
