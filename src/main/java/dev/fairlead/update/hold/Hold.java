package dev.fairlead.update.hold;

/**
 * Why a version is kept out.
 *
 * @param why who keeps it out, as a clause
 * @param remedy how it comes in again
 */
public record Hold(String why, String remedy) {
    /** A hold that {@code --release} ends. */
    static Hold releasable(String why, String version) {
        return new Hold(
                why,
                "a newer version ends the hold, or release it: fairlead update --release " + version
                        + ", in a pipeline releases: ['" + version + "']");
    }
}
