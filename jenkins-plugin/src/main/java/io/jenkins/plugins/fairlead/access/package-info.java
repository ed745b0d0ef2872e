/** Who a step is to registries, Git servers and forges, and how it reaches them: from Jenkins' credentials and settings. */
package io.jenkins.plugins.fairlead.access;
