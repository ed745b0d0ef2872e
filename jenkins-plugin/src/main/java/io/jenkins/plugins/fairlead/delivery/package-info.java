/** What runs delivered, as it is kept with them and shown. */
package io.jenkins.plugins.fairlead.delivery;
