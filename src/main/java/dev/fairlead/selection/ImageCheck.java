package dev.fairlead.selection;

import dev.fairlead.image.ImageName;
import dev.fairlead.registry.ImageDetails;
import dev.fairlead.registry.Platform;
import dev.fairlead.registry.Registry;
import dev.fairlead.registry.TagInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The part of a filter that looks at the image: its age and platforms. Asks for an image's details only once. */
final class ImageCheck {
    private final ImageName image;
    private final TagFilter filter;
    private final Instant now;
    private final Registry registry;
    private final Map<String, ImageDetails> asked = new HashMap<>();

    ImageCheck(SelectionRequest request, Registry registry) {
        this.image = request.image();
        this.filter = request.selector().filter();
        this.now = request.now();
        this.registry = registry;
    }

    /** Whether a tag can be judged by what the listing tells of it. */
    boolean needsDetails(TagInfo info) {
        return !filter.platforms().isEmpty()
                || (filter.minAge().isPresent() && info.pushed().isEmpty());
    }

    /** What the listing alone tells against a tag, or null. */
    @Nullable
    Loss refusalByListing(TagInfo info) {
        return filter.minAge().isPresent() && info.pushed().isPresent()
                ? refusalByAge(info.pushed().get(), filter.minAge().get())
                : null;
    }

    /** What the image itself tells against a tag, or null. */
    @Nullable
    Loss refusalByImage(TagInfo info) {
        ImageDetails details = details(info);
        if (filter.minAge().isPresent() && info.pushed().isEmpty()) {
            if (details.created().isEmpty()) {
                return Loss.NO_TIME;
            }
            Loss age = refusalByAge(details.created().get(), filter.minAge().get());
            if (age != null) {
                return age;
            }
        }
        return missingPlatforms(details).isEmpty() ? null : Loss.PLATFORM;
    }

    private @Nullable Loss refusalByAge(Instant since, Duration minimum) {
        return since.plus(minimum).isAfter(now) ? Loss.TOO_YOUNG : null;
    }

    private List<Platform> missingPlatforms(ImageDetails details) {
        return filter.platforms().stream()
                .filter(wanted -> details.platforms().stream().noneMatch(has -> has.satisfies(wanted)))
                .toList();
    }

    /** The image's details; asked for by the digest where that is known, so that a push in between changes nothing. */
    ImageDetails details(TagInfo info) {
        String name = info.digest().map(Object::toString).orElse(info.tag().value());
        return asked.computeIfAbsent(name, wanted -> registry.details(image, wanted));
    }

    /** The image's details, if they were asked for. */
    Optional<ImageDetails> known(TagInfo info) {
        return Optional.ofNullable(
                asked.get(info.digest().map(Object::toString).orElse(info.tag().value())));
    }

    /** The reason for a tag that was refused here, as a clause. */
    String reason(Loss loss, TagInfo info) {
        return switch (loss) {
            case TOO_YOUNG -> {
                Instant since = info.pushed()
                        .or(() -> known(info).flatMap(ImageDetails::created))
                        .orElse(now);
                yield (info.pushed().isPresent() ? "pushed " : "built ") + since + ", less than "
                        + words(filter.minAge().orElse(Duration.ZERO)) + " ago";
            }
            case NO_TIME ->
                "neither the registry tells when it was pushed nor the image when it was built, so its age is"
                        + " not known";
            default ->
                "it runs on " + known(info).map(ImageDetails::platforms).orElse(List.of()) + ", not on "
                        + known(info).map(this::missingPlatforms).orElse(List.of());
        };
    }

    private static String words(Duration age) {
        StringBuilder words = new StringBuilder();
        append(words, age.toDays(), "d");
        append(words, age.toHoursPart(), "h");
        append(words, age.toMinutesPart(), "m");
        return words.length() == 0 ? age.toString() : words.toString();
    }

    private static void append(StringBuilder words, long number, String unit) {
        if (number > 0) {
            words.append(number).append(unit);
        }
    }
}
