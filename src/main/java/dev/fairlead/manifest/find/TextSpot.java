package dev.fairlead.manifest.find;

import dev.fairlead.manifest.field.Place;
import dev.fairlead.manifest.field.Refusal;
import java.util.Optional;

/**
 * A range of a text file.
 *
 * @param place where it begins
 * @param from its first character, in UTF-16 units from the text's begin
 * @param to the character after its last one
 * @param value what stands there
 */
public record TextSpot(Place place, int from, int to, String value) implements Spot {
    @Override
    public Optional<Refusal> refusal() {
        return Optional.empty();
    }
}
