package io.jenkins.plugins.fairlead.connect;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import java.util.Locale;

/** The registry of an image, by the rule that Docker reads names with. */
public final class RegistryHost {
    private static final String DOCKER_HUB = "docker.io";
    private static final String DOCKER_HUB_BEFORE = "index.docker.io";

    private RegistryHost() {}

    /** The part before the first slash, if it is a host; Docker Hub otherwise. */
    public static String of(String image) {
        int slash = image.indexOf('/');
        String first = slash < 0 ? "" : image.substring(0, slash);
        boolean host = first.contains(".") || first.contains(":") || first.equals("localhost");
        return host ? known(first) : DOCKER_HUB;
    }

    /** The registry of an image that a person is still writing; empty before the first letter. */
    public static String ofWritten(@CheckForNull String image) {
        String written = Util.fixNull(image).trim();
        return written.isEmpty() ? "" : of(written);
    }

    /** The name that a registry is known by, where it has several. */
    static String known(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.equals(DOCKER_HUB_BEFORE) ? DOCKER_HUB : lower;
    }
}
