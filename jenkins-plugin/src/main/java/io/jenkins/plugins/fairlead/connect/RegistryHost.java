package io.jenkins.plugins.fairlead.connect;

/** The registry of an image, by the rule that Docker reads names with. */
public final class RegistryHost {
    private static final String DOCKER_HUB = "docker.io";

    private RegistryHost() {}

    /** The part before the first slash, if it is a host; Docker Hub otherwise. */
    public static String of(String image) {
        int slash = image.indexOf('/');
        String first = slash < 0 ? "" : image.substring(0, slash);
        boolean host = first.contains(".") || first.contains(":") || first.equals("localhost");
        return host ? first : DOCKER_HUB;
    }
}
