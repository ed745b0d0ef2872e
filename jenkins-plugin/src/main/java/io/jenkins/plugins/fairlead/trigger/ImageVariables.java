package io.jenkins.plugins.fairlead.trigger;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.Extension;
import hudson.model.Cause;
import hudson.model.EnvironmentContributor;
import hudson.model.Run;
import hudson.model.TaskListener;

/** Tells a build which image it was started for: {@code IMAGE}, {@code IMAGE_TAG} and {@code IMAGE_DIGEST}. */
@Extension
public final class ImageVariables extends EnvironmentContributor {
    @Override
    @SuppressWarnings("rawtypes")
    public void buildEnvironmentFor(@NonNull Run run, @NonNull EnvVars variables, @NonNull TaskListener listener) {
        Run<?, ?> build = run;
        for (Cause cause : build.getCauses()) {
            if (cause instanceof ImagePushedCause pushed) {
                variables.put("IMAGE", pushed.getImage().getReference());
                variables.put("IMAGE_TAG", pushed.getImage().getTag());
                variables.put("IMAGE_DIGEST", pushed.getImage().getDigest());
            }
        }
    }
}
