package dev.fairlead.manifest.find;

import dev.fairlead.FairleadException;
import dev.fairlead.image.Digest;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.ImageReference;
import dev.fairlead.image.Tag;
import dev.fairlead.manifest.field.Part;
import dev.fairlead.manifest.field.Refusal;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what the values of a field say together, and whether it can be edited. */
final class Reading {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{|\\$\\(|\\$[A-Za-z_]|%[A-Z_]+%|@@");
    private static final int SHOWN = 120;

    private final Found found;
    private Optional<ImageName> name;
    private Optional<String> tag = Optional.empty();
    private Optional<String> digest = Optional.empty();
    private @Nullable String registry;
    private @Nullable String path;
    private @Nullable Refusal unreadable;

    private Reading(Found found) {
        this.found = found;
        this.name = found.image();
    }

    static Reading of(Found found) {
        Reading reading = new Reading(found);
        found.parts().forEach(reading::read);
        reading.joinName();
        return reading;
    }

    /** The image, as far as the values say it. */
    Optional<ImageName> name() {
        return name;
    }

    /** The tag as it is written. */
    Optional<String> tag() {
        return tag;
    }

    /** The digest as it is written. */
    Optional<String> digest() {
        return digest;
    }

    private void read(Held held) {
        String text = held.spot().value();
        if (text.isEmpty()) {
            return;
        }
        switch (held.part()) {
            case REFERENCE -> reference(held, text);
            case REGISTRY -> registry = text;
            case NAME -> path = text;
            case TAG -> tag(held, text);
            case DIGEST -> digest = Optional.of(text);
        }
        if (unreadable == null && isOpen(text)) {
            unreadable = refusal(
                    held,
                    "'" + shown(text) + "' holds a variable that is filled in elsewhere",
                    "set the version where the variable is set, or mark the value with a policy");
        }
    }

    private void reference(Held held, String text) {
        Optional<ImageReference> reference = ImageReference.tryParse(text);
        if (reference.isEmpty()) {
            refuse(held, text);
            return;
        }
        name = name.isPresent() ? name : reference.map(ImageReference::name);
        tag = reference.get().tag().map(Tag::value);
        digest = reference.get().digest().map(Digest::toString);
    }

    private void tag(Held held, String text) {
        TagValue value = TagValue.read(text);
        tag = Optional.of(value.tag()).filter(word -> !word.isEmpty());
        digest = digest.isPresent() ? digest : value.digest();
        if (!value.isValid()) {
            refuse(held, text);
        }
    }

    /** Joins registry and repository, unless a marker or the configuration says the name. */
    private void joinName() {
        if (path != null && name.isEmpty()) {
            name = ImageName.tryParse(registry == null ? path : registry + "/" + path);
            if (name.isEmpty()) {
                found.part(Part.NAME).ifPresent(held -> refuse(held, held.spot().value()));
            }
        }
    }

    private static boolean isOpen(String text) {
        boolean possible = text.indexOf('$') >= 0 || text.indexOf('%') >= 0 || text.indexOf("@@") >= 0;
        return possible && VARIABLE.matcher(text).find();
    }

    private void refuse(Held held, String text) {
        if (unreadable == null && !isOpen(text)) {
            unreadable =
                    refusal(held, "'" + shown(text) + "' is no image " + held.part() + fault(held.part(), text), "");
        }
    }

    private static String fault(Part part, String text) {
        try {
            switch (part) {
                case REFERENCE -> ImageReference.parse(text);
                case NAME -> ImageName.parse(text);
                case TAG -> TagValue.read(text).requireValid();
                case REGISTRY, DIGEST -> {}
            }
            return "";
        } catch (FairleadException fault) {
            return ": " + fault.problem().cause();
        }
    }

    /** Why the field cannot be edited. What is only doubtful about it does not count for a field that a marker puts under a policy. */
    Optional<Refusal> refusal() {
        boolean underPolicy = false;
        for (Held held : found.parts()) {
            underPolicy |= held.mark().isPresent();
            if (isWritten(held)) {
                Optional<Refusal> hard = held.spot().refusal();
                if (hard.isPresent()) {
                    return hard;
                }
            }
        }
        return underPolicy ? Optional.empty() : doubt();
    }

    /** Whether an edit can want to change this value: names are changed for a policy only. */
    private boolean isWritten(Held held) {
        return switch (held.part()) {
            case REFERENCE, TAG, DIGEST -> true;
            case NAME, REGISTRY -> held.mark().isPresent() || found.parts().size() == 1;
        };
    }

    private Optional<Refusal> doubt() {
        Held first = found.parts().get(0);
        if (unreadable != null) {
            return Optional.of(unreadable);
        }
        if (found.doubt().isPresent()) {
            Doubt doubt = found.doubt().get();
            return Optional.of(refusal(first, doubt.reason(), doubt.remedy()));
        }
        return name.isPresent()
                ? Optional.empty()
                : Optional.of(refusal(
                        first,
                        "no value beside it says which image it belongs to",
                        "mark it: # fairlead: image=REGISTRY/REPOSITORY part=" + first.part()));
    }

    private static Refusal refusal(Held held, String reason, String remedy) {
        return new Refusal(held.spot().place(), reason, remedy);
    }

    private static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
