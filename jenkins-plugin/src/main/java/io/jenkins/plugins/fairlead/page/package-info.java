/** The pages that show what runs and jobs delivered. */
package io.jenkins.plugins.fairlead.page;
