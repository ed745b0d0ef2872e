package dev.fairlead.manifest;

import dev.fairlead.image.ImageName;
import dev.fairlead.image.ImageReference;
import dev.fairlead.manifest.field.ImageField;
import dev.fairlead.manifest.field.PolicyName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the fields of a file shall hold. It is asked for every editable field; an empty answer leaves the field as it is.
 * Where a value is marked with a policy and both answers are given, the policy's counts for that value.
 */
public interface Wanted {

    /** The reference that this field shall hold, for whatever reason but its markers. */
    Optional<ImageReference> forImage(ImageField field);

    /** The reference that values marked with this policy shall take their part of. */
    Optional<ImageReference> forPolicy(ImageField field, PolicyName policy);

    /**
     * Whether a digest goes where the wanted reference has none; otherwise a field that is pinned needs a new digest. Only a
     * field of a single value can lose its digest.
     */
    default boolean unpins() {
        return false;
    }

    /**
     * Words of which a file holds at least one if it can be concerned at all; empty where that cannot be told. They spare the
     * parse of most files.
     */
    default Optional<Set<String>> words() {
        return Optional.empty();
    }

    /**
     * Every field of these images takes the tag and digest given, and every value marked with one of these policies its
     * part of the policy's reference.
     *
     * @throws IllegalArgumentException if two of the images are the same repository
     */
    static Wanted of(List<ImageReference> images, Map<PolicyName, ImageReference> policies) {
        Map<ImageName, ImageReference> byName = images.stream().collect(Collectors.toMap(ImageReference::name, i -> i));
        Map<PolicyName, ImageReference> byPolicy = Map.copyOf(policies);
        return new Wanted() {
            @Override
            public Optional<ImageReference> forImage(ImageField field) {
                return field.name().map(byName::get);
            }

            @Override
            public Optional<ImageReference> forPolicy(ImageField field, PolicyName policy) {
                return Optional.ofNullable(byPolicy.get(policy));
            }

            @Override
            public Optional<Set<String>> words() {
                Stream<String> names = byName.keySet().stream().map(Wanted::lastWord);
                return Optional.of(
                        Stream.concat(names, byPolicy.keySet().stream().map(PolicyName::name))
                                .collect(Collectors.toSet()));
            }
        };
    }

    /** The last part of a repository's path: however a name is split over values, this part stays whole. */
    private static String lastWord(ImageName name) {
        return name.repository().substring(name.repository().lastIndexOf('/') + 1);
    }
}
