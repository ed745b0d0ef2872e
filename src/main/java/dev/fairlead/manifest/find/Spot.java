package dev.fairlead.manifest.find;

import dev.fairlead.manifest.field.Place;
import dev.fairlead.manifest.field.Refusal;
import java.util.Optional;

/** Where one value of a field stands, so that it can be replaced. */
public sealed interface Spot permits YamlSpot, TextSpot {

    /** Where the text that holds the value begins. */
    Place place();

    /** The value without quotes and escapes; empty for an absent one and for YAML's null. */
    String value();

    /** Why its bytes cannot be replaced, as far as that can be told without trying. */
    Optional<Refusal> refusal();
}
