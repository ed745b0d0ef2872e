package dev.fairlead.update;

import dev.fairlead.FairleadException;
import dev.fairlead.update.config.UpdateConfig;
import dev.fairlead.update.config.UpdateEntry;
import dev.fairlead.update.fields.FieldIndex;
import dev.fairlead.update.hold.Holds;
import dev.fairlead.update.pending.Proposal;
import dev.fairlead.update.pending.Subject;
import dev.fairlead.update.plan.GroupPlan;
import dev.fairlead.update.plan.GroupPlanner;
import dev.fairlead.update.plan.UpdateGroup;
import dev.fairlead.update.plan.Want;
import dev.fairlead.update.propose.Delivered;
import dev.fairlead.update.propose.GroupState;
import dev.fairlead.update.propose.GroupSteps;
import dev.fairlead.update.report.GroupReport;
import dev.fairlead.update.report.GroupResult;
import dev.fairlead.update.report.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One group from the state of the remote to its report; done again from the new state when a race is lost. */
final class GroupRun {
    private final RunContext context;
    private final UpdateGroup group;
    private final Entries entries;
    private final GroupSteps steps;

    GroupRun(RunContext context, UpdateGroup group, Entries entries) {
        this.context = context;
        this.group = group;
        this.entries = entries;
        this.steps = new GroupSteps(context.environment().listener(), group.name());
    }

    GroupReport run() {
        try {
            return context.environment()
                    .repo()
                    .retrying(
                            "refs/heads/" + group.branch(),
                            context.environment().races(),
                            this::attempt);
        } catch (FairleadException e) {
            return GroupReports.failed(group, e.problem());
        }
    }

    private Optional<GroupReport> attempt(int number) {
        if (number > 1) {
            context.refs().fetch(group.refs(), context.contents());
        }
        GroupState state = new GroupStates(context.environment(), context.refs(), context.openPulls()).of(group);
        UpdateGroup whole = group.withWants(wants(state));
        GroupPlanner planner = planner(state);
        Plans plans = plans(planner, whole, state);
        steps.reached(Step.PLANNED);
        boolean there = isThere(state, plans);
        List<String> closed = closed(state, plans, there);
        if (context.request().dryRun()) {
            boolean changes = !plans.told().isEmpty() && !there;
            return Optional.of(GroupReports.planned(whole, plans.told(), changes, closed));
        }
        if (!closed.isEmpty()) {
            GroupResult result = there ? GroupResult.UNCHANGED : GroupResult.WAITING;
            return Optional.of(GroupReports.delivered(whole, plans.told(), Delivered.waiting(result, closed)));
        }
        Optional<Delivered> delivered = new Delivering(context.environment(), steps, context.configFile())
                .deliver(state, plans.onBase(), plans.onTop());
        delivered.flatMap(Delivered::newBase).ifPresent(base -> context.refs().moved(group.baseBranch(), base));
        return delivered.map(how -> GroupReports.delivered(whole, plans.told(), how));
    }

    /**
     * The plans of an attempt.
     *
     * @param onBase what is pending against the base
     * @param onTop what goes on top of people's commits; the same as {@code onBase} where there are none
     */
    private record Plans(GroupPlan onBase, GroupPlan onTop) {
        GroupPlan told() {
            return onTop;
        }
    }

    /** The group's wants, and what earlier runs have proposed on its branch and nobody asks about now. */
    private List<Want> wants(GroupState state) {
        List<Want> all = new ArrayList<>(group.wants());
        Set<Subject> known = all.stream().map(Want::subject).collect(Collectors.toSet());
        for (Proposal proposal : state.pending().values()) {
            if (!known.contains(proposal.subject())) {
                other(proposal).ifPresent(all::add);
            }
        }
        FieldIndex base = context.index(group.baseBranch(), state.base());
        return all.stream()
                .map(want -> context.promotions().resolved(want, base))
                .toList();
    }

    /** What a run by arguments has proposed stays; what an entry has proposed stays as long as there is the entry. */
    private Optional<Want> other(Proposal proposal) {
        Optional<String> entry = proposal.subject().entry();
        if (entry.isEmpty()) {
            return Optional.of(Want.kept(proposal));
        }
        if (context.request().arguments().isEmpty()) {
            return Optional.empty();
        }
        return context.config().map(UpdateConfig::entries).orElse(List.of()).stream()
                .filter(configured -> configured.name().equals(entry.get()))
                .flatMap(configured -> ofEntry(configured, proposal).stream())
                .findFirst();
    }

    private Optional<Want> ofEntry(UpdateEntry entry, Proposal proposal) {
        return entries.wants(entry, group.name()).stream()
                .filter(want -> want.subject().equals(proposal.subject()))
                .findFirst()
                .or(() -> Optional.of(new Want(
                        proposal.subject(),
                        Want.kept(proposal).question(),
                        entry.style(),
                        entry.scope(),
                        entry.manifests(),
                        entry.addToOverlays(),
                        false)))
                .map(Want::unasked);
    }

    private GroupPlanner planner(GroupState state) {
        Releasing releases = new Releasing(context.request().releases());
        Holds holds = new Holds(
                context.config().map(UpdateConfig::holds).orElse(List.of()),
                state.pulls()::answers,
                state.head().map(head -> head.id().toString()),
                context.now());
        return new GroupPlanner(
                context.chooser(),
                holds,
                version -> context.histories().of(group.name(), state.base(), version, state.pulls()::merged),
                releases);
    }

    private Plans plans(GroupPlanner planner, UpdateGroup whole, GroupState state) {
        FieldIndex base = context.index(group.baseBranch(), state.base());
        Map<Subject, Proposal> pending = state.pending();
        GroupPlan onBase = planner.plan(whole.wants(), base, pending, state.settled(), false);
        if (!state.touched()) {
            GroupPlan detailed =
                    context.request().dryRun() ? onBase : context.details().of(onBase, state);
            return new Plans(detailed, detailed);
        }
        GroupPlan onTop =
                planner.plan(whole.wants(), base.at(state.head().orElseThrow()), pending, state.settled(), true);
        GroupPlan told = onTop.from(onBase.from());
        return new Plans(
                onBase, context.request().dryRun() ? told : context.details().of(told, state));
    }

    /** Why the group waits; empty where it may write, or there is nothing to write. */
    private List<String> closed(GroupState state, Plans plans, boolean there) {
        if (there && plans.told().isEmpty()) {
            return List.of();
        }
        boolean opens = state.head().isEmpty() && !plans.told().isEmpty();
        String remark = context.request().told().isEmpty()
                ? ""
                : " (a version that a build tells is remembered nowhere: run again then, or with --now)";
        return context.gate().closed(group, opens).map(why -> why + remark).stream()
                .toList();
    }

    /** Whether the branch holds what is to be proposed. */
    private static boolean isThere(GroupState state, Plans plans) {
        Map<Subject, Proposal> pending = state.pending();
        return pending.size() == plans.told().proposals().size()
                && plans.told().proposals().stream()
                        .allMatch(proposal -> Optional.ofNullable(pending.get(proposal.subject()))
                                .map(proposal::sameAs)
                                .orElse(false));
    }

    private record Releasing(List<Release> releases) implements dev.fairlead.update.plan.Releases {
        @Override
        public boolean free(dev.fairlead.image.ImageName image, dev.fairlead.image.Tag tag) {
            return releases.stream().anyMatch(release -> release.frees(image, tag));
        }
    }
}
