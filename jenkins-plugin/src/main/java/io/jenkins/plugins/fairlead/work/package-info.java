/** The work of steps: small callables that run where the build runs, and the threads that wait for them. */
package io.jenkins.plugins.fairlead.work;
