/** What administrators say on the page and in configuration as code. */
package io.jenkins.plugins.fairlead.config;
