/** Starts jobs for images that others pushed. */
package io.jenkins.plugins.fairlead.trigger;
