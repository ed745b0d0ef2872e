package io.jenkins.plugins.fairlead.delivery;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.Serializable;

/** Where a delivery goes. */
public final class DeliveryTarget implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String repository;
    private final String baseBranch;
    private final String group;
    private final String environment;
    private final boolean dryRun;

    /**
     * @param repository the config repository, without credentials
     * @param baseBranch the branch that is updated
     * @param group of the configuration
     * @param environment that the step named
     * @param dryRun whether nothing was to be changed
     */
    public DeliveryTarget(
            String repository, String baseBranch, String group, @CheckForNull String environment, boolean dryRun) {
        this.repository = repository;
        this.baseBranch = baseBranch;
        this.group = group;
        this.environment = environment;
        this.dryRun = dryRun;
    }

    /** The same place, in this environment. */
    DeliveryTarget in(String other) {
        return new DeliveryTarget(repository, baseBranch, group, other, dryRun);
    }

    public String getRepository() {
        return repository;
    }

    public String getBaseBranch() {
        return baseBranch;
    }

    public String getGroup() {
        return group;
    }

    @CheckForNull
    public String getEnvironment() {
        return environment;
    }

    public boolean isDryRun() {
        return dryRun;
    }
}
