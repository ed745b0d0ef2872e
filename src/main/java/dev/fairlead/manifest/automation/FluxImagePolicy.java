package dev.fairlead.manifest.automation;

import dev.fairlead.manifest.field.Place;
import java.util.Optional;

/**
 * A Flux {@code ImagePolicy}: how the newest tag of an {@link FluxImageRepository} is chosen.
 *
 * @param place where the object begins
 * @param namespace its namespace, where the file says it
 * @param name its name
 * @param repositoryNamespace {@code spec.imageRepositoryRef.namespace}; the policy's own namespace where it is not written
 * @param repositoryName {@code spec.imageRepositoryRef.name}
 * @param order the choice among the tags that pass the filter
 * @param filter {@code spec.filterTags}
 * @param digests {@code spec.digestReflectionPolicy}: {@code Never} (also where it is not written), {@code IfNotPresent} or
 *     {@code Always}
 */
public record FluxImagePolicy(
        Place place,
        Optional<String> namespace,
        String name,
        Optional<String> repositoryNamespace,
        String repositoryName,
        Order order,
        Optional<Filter> filter,
        String digests) {

    /**
     * The choice among tags.
     *
     * @param kind {@code semver}, {@code numerical} or {@code alphabetical}
     * @param value the range of {@code semver}; {@code asc} or {@code desc} of the others
     */
    public record Order(String kind, String value) {}

    /**
     * The filter before the choice.
     *
     * @param pattern a Go regular expression; empty matches every tag
     * @param extract what of a match is compared, such as {@code $ts}; empty for the whole tag
     */
    public record Filter(String pattern, String extract) {}
}
