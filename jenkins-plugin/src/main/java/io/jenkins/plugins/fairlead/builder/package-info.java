/** The steps of a freestyle job. */
package io.jenkins.plugins.fairlead.builder;
