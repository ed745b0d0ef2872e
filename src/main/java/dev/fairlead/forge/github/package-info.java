/** Pull requests at GitHub: github.com, its data residency hosts, and Enterprise Server. */
@NullMarked
package dev.fairlead.forge.github;

import org.jspecify.annotations.NullMarked;
