/** What can be asked of Jenkins under {@code …/gitops/}: badges, and webhooks of registries. */
package io.jenkins.plugins.fairlead.web;
