package dev.fairlead.pipeline.result;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a build should call its image.
 *
 * @param reference the image with the first tag; empty where no repository was named
 * @param tag the first tag
 * @param tags every tag
 * @param labels the standard OCI labels
 * @param buildArgs {@code --build-arg} and {@code --label} arguments that are safe in any shell
 * @param commit that is built
 * @param branch that is built
 * @param version that a Git tag names
 * @param notes what a person should know: facts that contradict each other, templates that gave no tag
 */
public record ImageFacts(
        Optional<String> reference,
        String tag,
        List<String> tags,
        Map<String, String> labels,
        String buildArgs,
        Optional<String> commit,
        Optional<String> branch,
        Optional<String> version,
        List<String> notes) {
    public ImageFacts {
        tags = List.copyOf(tags);
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        notes = List.copyOf(notes);
    }
}
