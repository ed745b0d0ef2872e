/** What all forges' HTTP APIs share: retries under a deadline, JSON, pages, and errors with place, cause and remedy. */
@NullMarked
package dev.fairlead.forge.rest;

import org.jspecify.annotations.NullMarked;
