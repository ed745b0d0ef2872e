/** Pull requests at Gitea and Forgejo, by version 1 of their API, which both keep. */
@NullMarked
package dev.fairlead.forge.gitea;

import org.jspecify.annotations.NullMarked;
