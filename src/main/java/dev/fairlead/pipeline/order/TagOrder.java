package dev.fairlead.pipeline.order;

/**
 * Asks for the newest tag of an image.
 *
 * @param image the image; with a tag, going from that one to the newest must be no downgrade
 * @param select the policy
 * @param filter which tags it chooses among
 */
public record TagOrder(String image, String select, FilterOrder filter) {}
