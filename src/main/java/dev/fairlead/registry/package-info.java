/** What a registry knows of an image: its tags with their times, its digest, its platforms and labels. */
@NullMarked
package dev.fairlead.registry;

import org.jspecify.annotations.NullMarked;
