package dev.fairlead.manifest.locate;

import dev.fairlead.manifest.field.Form;
import dev.fairlead.manifest.field.Part;
import dev.fairlead.manifest.field.PolicyMark;
import dev.fairlead.manifest.find.Doubt;
import dev.fairlead.manifest.find.Found;
import dev.fairlead.manifest.find.Held;
import dev.fairlead.manifest.find.Spot;
import dev.fairlead.manifest.find.YamlSpot;
import dev.fairlead.manifest.marker.Marker;
import java.util.List;
import java.util.Optional;

/** Joins markers to the fields that were found without them, or makes fields of the values that only a marker names. */
final class Marked {
    private final List<Found> fields;

    /** @param fields the fields that were found; changed in place */
    Marked(List<Found> fields) {
        this.fields = fields;
    }

    /** Takes a marker of a value. */
    void join(Spot spot, Marker marker) {
        if (marker instanceof Marker.Flux flux) {
            flux(spot, flux);
        } else if (marker instanceof Marker.Own own) {
            own(spot, own);
        } else if (marker instanceof Marker.Ignore ignore) {
            String why = ignore.reason().isEmpty() ? "" : " (" + ignore.reason() + ")";
            replace(spot, (found, held) -> doubted(found, "a marker tells updates to leave it alone" + why, ""));
        } else if (marker instanceof Marker.Broken broken) {
            refuse(spot, "its marker cannot be read: " + broken.fault(), "mend the marker");
        }
    }

    private void flux(Spot spot, Marker.Flux flux) {
        PolicyMark mark = new PolicyMark(flux.policy(), flux.part());
        boolean known = replace(spot, (found, held) -> joined(found, held, mark));
        if (!known) {
            fields.add(alone(Form.FLUX_MARKER, spot, flux.part(), Optional.of(mark)));
        }
    }

    private void own(Spot spot, Marker.Own own) {
        boolean known = replace(spot, (found, held) -> {
            Part part = own.part().orElse(held.part());
            Found named = own.image().map(found::ofImage).orElse(found);
            if (part != held.part()) {
                return conflict(found, part, held);
            }
            return own.policy()
                    .map(policy -> joined(named, held, new PolicyMark(policy, part)))
                    .orElseGet(named::vouched);
        });
        if (!known) {
            Part part = own.part().orElse(Part.REFERENCE);
            Optional<PolicyMark> mark = own.policy().map(policy -> new PolicyMark(policy, part));
            Found found = alone(Form.FAIRLEAD_MARKER, spot, part, mark);
            fields.add(own.image().map(found::ofImage).orElse(found));
        }
    }

    private static Found joined(Found found, Held held, PolicyMark mark) {
        boolean whole = !(held.spot() instanceof YamlSpot yaml) || yaml.isWhole();
        return held.part() == mark.part() && whole ? found.marked(held, mark) : conflict(found, mark.part(), held);
    }

    private static Found conflict(Found found, Part part, Held held) {
        return doubted(
                found,
                "its marker says " + part + ", and the value holds the " + held.part(),
                "let the marker say what the value holds");
    }

    /** A value that nothing but its marker makes an image field. */
    private static Found alone(Form form, Spot spot, Part part, Optional<PolicyMark> mark) {
        Found found = Found.of(form, where(spot), Held.of(part, spot));
        String value = spot.value();
        boolean spaced = value.chars().anyMatch(Character::isWhitespace);
        boolean reference =
                part == Part.TAG && (value.indexOf('/') >= 0 || (value.indexOf(':') >= 0 && value.indexOf('@') < 0));
        if (spaced || reference) {
            return doubted(
                    found,
                    "its marker says " + part + ", which '" + value.strip() + "' is not",
                    "mend the marker or the value");
        }
        return mark.map(policy -> found.marked(found.parts().get(0), policy)).orElse(found);
    }

    private void refuse(Spot spot, String reason, String remedy) {
        boolean known = replace(spot, (found, held) -> doubted(found, reason, remedy));
        if (!known) {
            fields.add(doubted(Found.of(Form.FLUX_MARKER, where(spot), Held.of(Part.REFERENCE, spot)), reason, remedy));
        }
    }

    private static Found doubted(Found found, String reason, String remedy) {
        return found.unmarked().doubted(new Doubt(reason, remedy));
    }

    private static String where(Spot spot) {
        return spot instanceof YamlSpot yaml
                ? yaml.where()
                : "line " + spot.place().line();
    }

    /** How a marker changes the field that holds its value. */
    private interface Change {
        Found apply(Found found, Held held);
    }

    private boolean replace(Spot spot, Change change) {
        boolean any = false;
        for (int i = 0; i < fields.size(); i++) {
            for (Held held : fields.get(i).parts()) {
                if (isSame(held.spot(), spot)) {
                    fields.set(i, change.apply(fields.get(i), held));
                    any = true;
                    break;
                }
            }
        }
        return any;
    }

    private static boolean isSame(Spot one, Spot other) {
        if (one instanceof YamlSpot a && other instanceof YamlSpot b) {
            return a.scalar() == b.scalar();
        }
        return one.equals(other);
    }
}
