/** What a step was told, as plain words that can travel to an agent, and the engine's orders that they mean. */
package io.jenkins.plugins.fairlead.words;
