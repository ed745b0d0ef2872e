package dev.fairlead.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest, and the Java that runs it. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "fairlead " + number(Version.class.getPackage().getImplementationVersion()) + " (Java "
                    + Runtime.version().feature() + ")"
        };
    }

    /** The version's number, or {@code development} where the classes do not come from a built jar. */
    private static String number(@Nullable String implementationVersion) {
        return implementationVersion == null ? "development" : implementationVersion;
    }
}
