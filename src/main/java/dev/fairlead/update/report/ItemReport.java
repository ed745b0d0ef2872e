package dev.fairlead.update.report;

import java.util.List;
import java.util.Optional;

/**
 * What became of one image of a group.
 *
 * @param entry the configured entry that wants it; empty for a run by arguments alone
 * @param image the image's name
 * @param policy the marker whose fields are meant, as {@code namespace:name}
 * @param result what became of it
 * @param from the versions in place, each once
 * @param to the version that is wanted or proposed, where there is one
 * @param why the reason, as a clause
 * @param remedy what a person can do about it; empty where nothing needs to be done
 * @param leftOut versions that would have been chosen rather and are not signed as asked, each with its reason
 */
public record ItemReport(
        Optional<String> entry,
        String image,
        Optional<String> policy,
        ItemResult result,
        List<String> from,
        Optional<String> to,
        String why,
        String remedy,
        List<String> leftOut) {
    public ItemReport {
        from = List.copyOf(from);
        leftOut = List.copyOf(leftOut);
    }
}
