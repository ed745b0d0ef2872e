package dev.fairlead.selection;

import dev.fairlead.Problem;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.Tag;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was chosen, and why not the others.
 *
 * @param image whose tags were looked at
 * @param selector what was wanted
 * @param chosen the newest acceptable tag; empty exactly where {@code nothing} is present
 * @param nothing why no tag was chosen
 * @param census how many tags were read, and how many of them lost for which reason
 * @param lost every tag that lost, the highest first, where an explanation was asked for; else empty
 * @param unproven the tags that the request's gate kept out, the best first: all of them would have been chosen before
 *     the chosen one
 * @param current the tags that manifests hold, as the request named them
 */
public record Selection(
        ImageName image,
        Selector selector,
        Optional<Chosen> chosen,
        Optional<Problem> nothing,
        Census census,
        List<LostTag> lost,
        List<LostTag> unproven,
        Map<Tag, CurrentTag> current) {
    public Selection {
        lost = List.copyOf(lost);
        unproven = List.copyOf(unproven);
        current = Map.copyOf(current);
    }
}
