package dev.fairlead.registry;

import dev.fairlead.Problem;
import java.util.Optional;

/**
 * What an image runs on, in Go's words, as the OCI image specification writes them.
 *
 * @param os such as {@code linux}
 * @param architecture such as {@code amd64}
 * @param variant such as {@code v8}
 */
public record Platform(String os, String architecture, Optional<String> variant) {

    /**
     * The platform of {@code os/architecture} or {@code os/architecture/variant}.
     *
     * @throws RegistryException if the text is of another form
     */
    public static Platform parse(String text) {
        String[] parts = text.split("/", -1);
        boolean blank = false;
        for (String part : parts) {
            blank |= part.isBlank();
        }
        if (parts.length < 2 || parts.length > 3 || blank) {
            throw new RegistryException(
                    RegistryException.Kind.SETTINGS,
                    new Problem(
                            "platform '" + text + "'",
                            "it is not of the form os/architecture[/variant]",
                            "write it like linux/amd64"));
        }
        return new Platform(parts[0], parts[1], parts.length == 3 ? Optional.of(parts[2]) : Optional.empty());
    }

    /** Whether this platform is of the wanted one: same system and architecture, and same variant where one is wanted. */
    public boolean satisfies(Platform wanted) {
        return os.equals(wanted.os)
                && architecture.equals(wanted.architecture)
                && (wanted.variant.isEmpty() || wanted.variant.equals(variant));
    }

    @Override
    public String toString() {
        return os + "/" + architecture + variant.map(value -> "/" + value).orElse("");
    }
}
