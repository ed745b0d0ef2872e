/** Badges: the version and state of what was delivered last, as a picture and as data for shields. */
package io.jenkins.plugins.fairlead.badge;
