package io.jenkins.plugins.fairlead.trigger;

import hudson.model.Cause;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A new version of an image. */
@ExportedBean
public final class ImagePushedCause extends Cause {
    private final PushedImage image;

    ImagePushedCause(PushedImage image) {
        this.image = image;
    }

    public PushedImage getImage() {
        return image;
    }

    @Exported
    public String getReference() {
        return image.getReference();
    }

    @Override
    public String getShortDescription() {
        return Messages.ImagePushedCause_shortDescription(image.getReference());
    }
}
