/** What administrators say for every step. */
package io.jenkins.plugins.fairlead.access;
