package io.jenkins.plugins.fairlead.connect;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Computer;
import hudson.model.Node;
import java.io.File;
import java.io.IOException;
import jenkins.model.Jenkins;

/** Where a step works: in a workspace, or on the controller without one. */
public final class Place {
    private static final String CACHE = "caches/fairlead";

    private final FilePath workspace;
    private final EnvVars environment;
    private final String cache;

    private Place(FilePath workspace, EnvVars environment, String cache) {
        this.workspace = workspace;
        this.environment = environment;
        this.cache = cache;
    }

    /** On the controller without a workspace. */
    static Place controller(EnvVars variables) {
        return new Place(null, variables, new File(Jenkins.get().getRootDir(), CACHE).getPath());
    }

    /** In this workspace, with the build's variables over those of the machine; null for the controller. */
    public static Place of(FilePath workspace, EnvVars build) throws IOException, InterruptedException {
        if (workspace == null) {
            return controller(build);
        }
        Computer computer = workspace.toComputer();
        Node node = computer == null ? null : computer.getNode();
        FilePath root = node == null ? null : node.getRootPath();
        if (computer == null || root == null) {
            throw new IOException("the agent of " + workspace + " is gone");
        }
        EnvVars all = new EnvVars(computer.getEnvironment());
        all.overrideAll(build);
        return new Place(workspace, all, root.child(CACHE).getRemote());
    }

    /** Whether it is a machine other than the controller. */
    public boolean isRemote() {
        return workspace != null && workspace.isRemote();
    }

    /** Whether a machine was given to the build, whose own identity it may use. */
    boolean isNode() {
        return workspace != null;
    }

    /** Null on the controller without a workspace. */
    public FilePath getWorkspace() {
        return workspace;
    }

    /** Where mirrors are kept there. */
    public String getCache() {
        return cache;
    }

    EnvVars getEnvironment() {
        return environment;
    }
}
