package dev.fairlead.update.source;

import dev.fairlead.manifest.field.PolicyName;
import dev.fairlead.update.config.ImageRule;
import java.util.Optional;

/**
 * An image that another updater was told of.
 *
 * @param rule the image and how its version is chosen
 * @param policy the marker whose fields are meant; empty for the fields of the image
 */
public record SourcedImage(ImageRule rule, Optional<PolicyName> policy) {}
