package io.jenkins.plugins.fairlead.access;

/**
 * Bounds on what steps use.
 *
 * @param minutes how long a step may work where it says nothing itself
 * @param onController how many steps work on the controller at the same time; more wait, and hold no thread
 * @param diffCharacters how much of a diff is kept with a run
 * @param pollSeconds the longest time between two looks of {@code gitopsWaitForSync}
 */
public record Limits(int minutes, int onController, int diffCharacters, int pollSeconds) {
    public static final Limits DEFAULT = new Limits(15, 8, 65_536, 60);

    public Limits {
        if (minutes < 1 || onController < 1 || diffCharacters < 0 || pollSeconds < 1) {
            throw new IllegalArgumentException("limits are positive numbers");
        }
    }
}
