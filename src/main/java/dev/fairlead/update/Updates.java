package dev.fairlead.update;

import dev.fairlead.update.report.UpdateReport;

/** Runs updates. */
public final class Updates {
    private Updates() {}

    /**
     * Plans what is asked for against the repository as it is now, and proposes or commits it. Everything that a run needs
     * to know of earlier ones it reads from Git and the forge; the same run again changes nothing.
     *
     * @throws dev.fairlead.update.config.read.ConfigException if the repository's configuration is wrong
     * @throws dev.fairlead.configrepo.GitException if the repository cannot be read
     */
    public static UpdateReport run(UpdateRequest request, UpdateEnvironment environment) {
        return new UpdateRun(request, environment).run();
    }
}
