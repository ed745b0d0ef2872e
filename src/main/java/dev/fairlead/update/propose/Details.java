package dev.fairlead.update.propose;

import dev.fairlead.FairleadException;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.Tag;
import dev.fairlead.update.choose.Chooser;
import dev.fairlead.update.pending.Proposal;
import dev.fairlead.update.plan.GroupPlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What a reviewer wants to know of a version beyond its tag: where its commits can be read. It serves several threads. */
public final class Details {
    /** With more images than these nobody reads each one's commits, and the registry is spared. */
    private static final int MANY = 50;

    private final Chooser chooser;
    private final Map<String, Map<String, String>> labels = new ConcurrentHashMap<>();

    public Details(Chooser chooser) {
        this.chooser = chooser;
    }

    /** The plan with links for what is proposed anew. */
    public GroupPlan of(GroupPlan plan, GroupState state) {
        var pending = state.pending();
        List<Proposal> fresh = plan.proposals().stream()
                .filter(proposal -> proposal.link().isEmpty() && !known(pending.get(proposal.subject()), proposal))
                .toList();
        if (fresh.isEmpty() || fresh.size() > MANY) {
            return plan;
        }
        return plan.withProposals(plan.proposals().stream()
                .map(proposal -> fresh.contains(proposal) ? linked(proposal, plan) : proposal)
                .toList());
    }

    private static boolean known(@org.jspecify.annotations.Nullable Proposal onBranch, Proposal proposal) {
        return onBranch != null && onBranch.version().equals(proposal.version());
    }

    private Proposal linked(Proposal proposal, GroupPlan plan) {
        Optional<Tag> before = plan.from().getOrDefault(proposal.subject(), List.of()).stream()
                .findFirst()
                .flatMap(Tag::tryParse);
        ImageName image = proposal.subject().image();
        return before.flatMap(tag -> CompareLinks.between(
                        labels(image, tag), labels(image, proposal.version().tag())))
                .map(proposal::withLink)
                .orElse(proposal);
    }

    /** A link is a courtesy: what cannot be had for it stops nothing. */
    private Map<String, String> labels(ImageName image, Tag tag) {
        return labels.computeIfAbsent(image + ":" + tag, any -> {
            try {
                return chooser.details(image, tag).labels();
            } catch (FairleadException e) {
                return Map.of();
            }
        });
    }
}
