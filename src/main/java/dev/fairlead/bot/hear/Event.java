package dev.fairlead.bot.hear;

import dev.fairlead.image.ImageName;
import java.util.List;
import java.util.Set;

/**
 * What an event means to the bot. It is a hint and no more: the run that it makes due asks the registry and the forge
 * themselves, so that an event which is made up, repeated or late does no harm.
 */
public sealed interface Event {
    /**
     * Images were pushed to a registry. Which tags does not matter, nor when: the registry knows.
     *
     * @param images one or more
     */
    record ImagesPushed(Set<ImageName> images) implements Event {}

    /**
     * A branch of a repository points to another commit.
     *
     * @param repository the repository, by any of its addresses
     * @param branches one or more
     * @param defaultBranch of the repository; empty text where the forge does not tell
     */
    record BranchesMoved(Addresses repository, List<String> branches, String defaultBranch) implements Event {}

    /** A pull request was merged, closed or opened again. */
    record PullRequestChanged(Addresses repository) implements Event {}

    /** Somebody wrote a command under a pull request, or ticked a box of the dashboard. The run reads which. */
    record PeopleAsked(Addresses repository) implements Event {}

    /**
     * Nothing that the bot acts on.
     *
     * @param why for the answer
     */
    record Nothing(String why) implements Event {}
}
