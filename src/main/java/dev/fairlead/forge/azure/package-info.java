/** Azure Repos, at Azure DevOps Services and Azure DevOps Server, by its REST API 7.1. */
@NullMarked
package dev.fairlead.forge.azure;

import org.jspecify.annotations.NullMarked;
