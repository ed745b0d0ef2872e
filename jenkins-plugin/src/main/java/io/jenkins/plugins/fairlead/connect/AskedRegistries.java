package io.jenkins.plugins.fairlead.connect;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The registries that a step may ask, as far as it is known before it begins.
 *
 * @param images that the step names
 * @param others whether registries of other images may be asked, too, as a configuration in the repository says
 */
public record AskedRegistries(List<String> images, boolean others) {
    /** For work that asks none. */
    public static final AskedRegistries NONE = new AskedRegistries(List.of(), false);

    public AskedRegistries {
        images = List.copyOf(images);
    }

    /** Those of these images, and no others. */
    public static AskedRegistries of(List<String> images) {
        return new AskedRegistries(images, false);
    }

    /** Those of these images, and whichever a configuration names. */
    public static AskedRegistries ofConfiguration(List<String> images) {
        return new AskedRegistries(images, true);
    }

    /** The hosts that are known. */
    Set<String> hosts() {
        return images.stream().map(RegistryHost::of).collect(Collectors.toSet());
    }
}
