/** How steps run: off the threads of the pipeline, bounded in time, ended at once when they are stopped. */
package io.jenkins.plugins.fairlead.execution;
