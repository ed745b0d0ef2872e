/** Questions to one registry: signed in, patient, and refused in words that help. */
@NullMarked
package dev.fairlead.registry.http;

import org.jspecify.annotations.NullMarked;
