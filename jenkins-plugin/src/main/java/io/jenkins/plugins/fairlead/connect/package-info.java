/** What a step may use where it works: its servers, who it is to them, and the way to them. */
package io.jenkins.plugins.fairlead.connect;
