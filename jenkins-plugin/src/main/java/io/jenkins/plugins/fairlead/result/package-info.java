/** What steps give back to a pipeline: serializable, and readable in the sandbox. */
package io.jenkins.plugins.fairlead.result;
