package io.jenkins.plugins.fairlead.delivery;

import hudson.model.Run;
import java.util.List;
import java.util.Objects;

/**
 * A delivery and the run that made it.
 *
 * @param run that made it
 * @param delivery what it made
 */
public record DeliveredBy(Run<?, ?> run, Delivery delivery) {
    /** The versions that are wanted in place, each once. */
    public List<String> versions() {
        return delivery.getImages().stream()
                .map(ImageChange::getTo)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }
}
