package dev.fairlead.manifest.automation;

import dev.fairlead.manifest.field.Place;
import java.util.Optional;

/**
 * A Flux {@code ImageRepository}: the image whose tags policies choose from.
 *
 * @param place where the object begins
 * @param namespace its namespace, where the file says it
 * @param name its name
 * @param image {@code spec.image} as written
 */
public record FluxImageRepository(Place place, Optional<String> namespace, String name, String image) {}
