package dev.fairlead.update.plan;

import dev.fairlead.update.config.delivery.DeliverySettings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What shares a branch, a commit and a pull request.
 *
 * @param name its name
 * @param delivery how its changes reach the base branch
 * @param baseBranch the branch that is updated
 * @param wants its images
 * @param scope where it may edit, in words
 */
public record UpdateGroup(String name, DeliverySettings delivery, String baseBranch, List<Want> wants, String scope) {
    public UpdateGroup {
        wants = List.copyOf(wants);
    }

    public UpdateGroup withWants(List<Want> other) {
        return new UpdateGroup(name, delivery, baseBranch, other, scope);
    }

    public UpdateGroup deliveredBy(DeliverySettings other) {
        return new UpdateGroup(name, other, baseBranch, wants, scope);
    }

    /** The short name of its branch; the base branch where commits are pushed straight. */
    public String branch() {
        return delivery.mode() == DeliverySettings.Mode.COMMIT
                ? baseBranch
                : delivery.branch().fill(Map.of("group", name));
    }

    /** The refs that it is read from. */
    public Set<String> refs() {
        return Stream.of(baseBranch, branch()).map(name -> "refs/heads/" + name).collect(Collectors.toSet());
    }
}
