package dev.fairlead.update.propose;

import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequestEdit;
import dev.fairlead.update.pending.Marker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Pull requests of groups that the configuration no longer has: their entries were taken out or are grouped otherwise. */
public final class Orphans {
    private final Forge forge;
    private final OpenPulls open;
    private final String configFile;

    /** @param configFile the configuration that was read; what another one asked for is left to its own runs */
    public Orphans(Forge forge, OpenPulls open, String configFile) {
        this.forge = forge;
        this.open = open;
        this.configFile = configFile;
    }

    /**
     * Closes them and deletes their branches, but for those that people have committed to. A forge that refuses fails no run.
     *
     * @param branches those of the groups that there are
     * @return what a person should know
     */
    public List<String> withdraw(Set<String> branches) {
        List<String> notes = new ArrayList<>();
        try {
            open.all().stream()
                    .filter(pull -> !branches.contains(pull.head()))
                    .forEach(pull -> Pulls.marker(pull)
                            .filter(marker -> marker.config().equals(Optional.of(configFile)))
                            .ifPresent(marker -> notes.add(withdraw(pull, marker))));
        } catch (ForgeException e) {
            notes.add(e.problem().toString());
        }
        return notes;
    }

    private String withdraw(PullRequest pull, Marker marker) {
        String why = configFile + " has no group '" + marker.group() + "' any more";
        if (!marker.head().equals(pull.headCommit())) {
            return pull.url() + " stays, though " + why + ": people have committed to its branch";
        }
        if (!marker.withdrawn()) {
            forge.update(
                    pull.id(),
                    PullRequestEdit.NONE.withMarker(marker.asWithdrawn().write()));
        }
        forge.comment(pull.id(), "withdrawn", "The configuration has no such group any more. The branch is deleted.");
        forge.deleteBranch(pull.head(), pull.headCommit());
        forge.close(pull.id());
        return pull.url() + " is closed: " + why;
    }
}
