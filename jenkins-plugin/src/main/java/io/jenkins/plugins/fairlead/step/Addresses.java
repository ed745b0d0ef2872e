package io.jenkins.plugins.fairlead.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.fairlead.connect.RegistryHost;

/** The servers that forms offer credentials for. */
final class Addresses {
    private Addresses() {}

    /** The registry of an image; empty where none is written yet. */
    static String registry(@CheckForNull String image) {
        String written = Util.fixNull(image).trim();
        return written.isEmpty() ? "" : RegistryHost.of(written);
    }
}
