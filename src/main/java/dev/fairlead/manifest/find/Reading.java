package dev.fairlead.manifest.find;

import dev.fairlead.FairleadException;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.ImageReference;
import dev.fairlead.image.Tag;
import dev.fairlead.manifest.field.Part;
import dev.fairlead.manifest.field.Refusal;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the values of a field say together.
 *
 * @param name the image, as far as they say it
 * @param tag the tag as it is written
 * @param digest the digest as it is written
 * @param refusal why the field cannot be edited
 */
record Reading(Optional<ImageName> name, Optional<String> tag, Optional<String> digest, Optional<Refusal> refusal) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{|\\$\\(|\\$[A-Za-z_]|%[A-Z_]+%|@@");

    static Reading of(Found found) {
        Optional<ImageReference> reference = value(found, Part.REFERENCE).flatMap(ImageReference::tryParse);
        Optional<TagValue> tagValue = value(found, Part.TAG).map(TagValue::read);
        Optional<String> tag = reference
                .flatMap(ImageReference::tag)
                .map(Tag::value)
                .or(() -> tagValue.map(TagValue::tag))
                .filter(text -> !text.isEmpty());
        Optional<String> digest = reference
                .flatMap(ImageReference::digest)
                .map(Object::toString)
                .or(() -> value(found, Part.DIGEST).filter(text -> !text.isEmpty()))
                .or(() -> tagValue.flatMap(TagValue::digest));
        Optional<ImageName> name =
                found.image().or(() -> reference.map(ImageReference::name)).or(() -> splitName(found));
        return new Reading(name, tag, digest, refusal(found, name));
    }

    private static Optional<ImageName> splitName(Found found) {
        Optional<String> registry = value(found, Part.REGISTRY).filter(text -> !text.isEmpty());
        return value(found, Part.NAME)
                .filter(text -> !text.isEmpty())
                .map(text -> registry.map(host -> host + "/" + text).orElse(text))
                .flatMap(ImageName::tryParse);
    }

    private static Optional<String> value(Found found, Part part) {
        return found.part(part).map(held -> held.spot().value());
    }

    private static Optional<Refusal> refusal(Found found, Optional<ImageName> name) {
        boolean underPolicy =
                found.parts().stream().anyMatch(held -> held.mark().isPresent());
        Optional<Refusal> hard = found.parts().stream()
                .filter(held -> isWritten(held, found))
                .flatMap(held -> held.spot().refusal().stream())
                .findFirst();
        return hard.or(() -> underPolicy ? Optional.empty() : doubt(found, name));
    }

    /** Whether an edit can want to change this value: names are changed for a policy only. */
    private static boolean isWritten(Held held, Found found) {
        return switch (held.part()) {
            case REFERENCE, TAG, DIGEST -> true;
            case NAME, REGISTRY -> held.mark().isPresent() || found.parts().size() == 1;
        };
    }

    private static Optional<Refusal> doubt(Found found, Optional<ImageName> name) {
        return found.parts().stream()
                .flatMap(Reading::unreadable)
                .findFirst()
                .or(() -> found.doubt().map(doubt -> refusal(found.parts().get(0), doubt.reason(), doubt.remedy())))
                .or(() -> name.isPresent() ? Optional.empty() : Optional.of(nameless(found)));
    }

    private static Refusal nameless(Found found) {
        Held first = found.parts().get(0);
        return refusal(
                first,
                "no value beside it says which image it belongs to",
                "mark it: # fairlead: image=REGISTRY/REPOSITORY part=" + first.part());
    }

    private static Stream<Refusal> unreadable(Held held) {
        String text = held.spot().value();
        if (text.isEmpty()
                || (held.part() == Part.DIGEST && !VARIABLE.matcher(text).find())) {
            return Stream.empty();
        }
        if (VARIABLE.matcher(text).find()) {
            return Stream.of(refusal(
                    held,
                    "'" + shown(text) + "' holds a variable that is filled in elsewhere",
                    "set the version where the variable is set, or mark the value with a policy"));
        }
        return fault(held.part(), text).map(fault -> refusal(held, fault, "")).stream();
    }

    private static Optional<String> fault(Part part, String text) {
        try {
            switch (part) {
                case REFERENCE -> ImageReference.parse(text);
                case NAME -> ImageName.parse(text);
                case TAG -> TagValue.read(text).requireValid();
                case REGISTRY, DIGEST -> {}
            }
            return Optional.empty();
        } catch (FairleadException fault) {
            return Optional.of("'" + shown(text) + "' is no image " + part + ": "
                    + fault.problem().cause());
        }
    }

    private static Refusal refusal(Held held, String reason, String remedy) {
        return new Refusal(held.spot().place(), reason, remedy);
    }

    private static String shown(String text) {
        return text.length() <= 120 ? text : text.substring(0, 120) + "…";
    }
}
