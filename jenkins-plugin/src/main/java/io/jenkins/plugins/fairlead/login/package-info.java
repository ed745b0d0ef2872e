/** Who a run is: its credentials as logins. */
package io.jenkins.plugins.fairlead.login;
