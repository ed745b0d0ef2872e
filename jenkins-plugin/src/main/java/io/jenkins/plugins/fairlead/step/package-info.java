/** The steps of a pipeline. */
package io.jenkins.plugins.fairlead.step;
