package io.jenkins.plugins.fairlead.trigger;

import hudson.model.Action;
import hudson.model.InvisibleAction;
import hudson.model.Queue;
import java.util.List;

/** Keeps builds for different versions apart in the queue, where they would become one; the same version stays one build. */
final class ImageOfBuild extends InvisibleAction implements Queue.QueueAction {
    private final String identity;

    ImageOfBuild(PushedImage image) {
        this.identity = image.identity();
    }

    @Override
    public boolean shouldSchedule(List<Action> others) {
        return others.stream()
                .noneMatch(other -> other instanceof ImageOfBuild image && image.identity.equals(identity));
    }
}
