package dev.fairlead.pipeline.order;

import java.util.List;
import java.util.Optional;

/**
 * Asks what a build should call its image.
 *
 * @param repository the image without tag; empty for tags and labels alone
 * @param templates how tags are made, the first the one that names the image; the default where empty
 * @param digest that the push gave, where it is known
 */
public record MetadataOrder(Optional<String> repository, List<String> templates, Optional<String> digest) {
    public MetadataOrder {
        templates = List.copyOf(templates);
    }
}
