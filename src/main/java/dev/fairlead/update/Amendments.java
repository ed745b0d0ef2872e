package dev.fairlead.update;

import dev.fairlead.update.report.UpdateReport;

/** Delivers amendments: by a commit, a branch and a pull request, or straight to the base branch. */
public final class Amendments {
    private Amendments() {}

    /**
     * Plans an amendment against the repository as it is now, and proposes or commits it; the same order again changes
     * nothing. What cannot be done at all is the problem of the report's only group.
     *
     * @throws dev.fairlead.configrepo.GitException if the repository cannot be read
     */
    public static UpdateReport deliver(AmendmentOrder order, Amendment amendment, UpdateEnvironment environment) {
        return new AmendmentRun(order, amendment, environment).run();
    }
}
