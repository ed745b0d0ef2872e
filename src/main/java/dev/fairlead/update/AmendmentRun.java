package dev.fairlead.update;

import dev.fairlead.FairleadException;
import dev.fairlead.configrepo.Contents;
import dev.fairlead.configrepo.FileEntry;
import dev.fairlead.configrepo.Snapshot;
import dev.fairlead.update.config.UpdateConfig;
import dev.fairlead.update.config.delivery.DeliverySettings;
import dev.fairlead.update.config.read.ConfigException;
import dev.fairlead.update.config.read.ConfigReader;
import dev.fairlead.update.plan.GroupPlan;
import dev.fairlead.update.plan.UpdateGroup;
import dev.fairlead.update.propose.Delivered;
import dev.fairlead.update.propose.GroupState;
import dev.fairlead.update.propose.GroupSteps;
import dev.fairlead.update.propose.OpenPulls;
import dev.fairlead.update.report.GroupReport;
import dev.fairlead.update.report.Step;
import dev.fairlead.update.report.UpdateReport;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * One amendment from its order to its report. What is there already is compared with what shall be there, as with updates:
 * the same order again writes nothing, and completes what a killed run left.
 */
final class AmendmentRun {
    private final AmendmentOrder order;
    private final Amendment amendment;
    private final UpdateEnvironment environment;
    private final Refs refs;
    private final GroupSteps steps;

    AmendmentRun(AmendmentOrder order, Amendment amendment, UpdateEnvironment environment) {
        this.order = order;
        this.amendment = amendment;
        this.environment = environment;
        this.refs = new Refs(environment.repo());
        this.steps = new GroupSteps(environment.listener(), order.name());
    }

    UpdateReport run() {
        UpdateGroup group = group();
        GroupReport report;
        try {
            report = environment
                    .repo()
                    .retrying("refs/heads/" + group.branch(), environment.races(), number -> attempt(group));
        } catch (FairleadException e) {
            report = GroupReports.failed(group, e.problem());
        }
        return new UpdateReport(
                environment.repo().location().toString(),
                order.dryRun(),
                List.of(report),
                environment.repo().location().warning().stream().toList());
    }

    private UpdateGroup group() {
        String base = order.delivery().base().orElseGet(() -> refs.defaultBranch(Contents.LISTING));
        refs.fetchMissing(List.of("refs/heads/" + base), Contents.LISTING);
        DeliverySettings delivery = order.delivery().over(defaults(refs.base(base)));
        String amended = order.ofConfiguration() ? base : delivery.baseBranch().orElse(base);
        refs.fetchMissing(List.of("refs/heads/" + amended), Contents.LISTING);
        return new UpdateGroup(order.name(), delivery, amended, List.of(), order.scope());
    }

    /** A configuration that cannot be read stops no amendment that does not edit it. */
    private DeliverySettings defaults(Snapshot base) {
        Optional<FileEntry> file =
                base.find(order.configFile()).filter(entry -> entry.kind().isFile());
        try {
            return file.map(entry ->
                            ConfigReader.read(order.configFile(), new String(base.read(entry), StandardCharsets.UTF_8)))
                    .map(UpdateConfig::delivery)
                    .orElse(DeliverySettings.DEFAULT);
        } catch (ConfigException unreadable) {
            return DeliverySettings.DEFAULT;
        }
    }

    private Optional<GroupReport> attempt(UpdateGroup group) {
        refs.fetch(group.refs(), Contents.LISTING);
        steps.reached(Step.FETCHED);
        GroupState state = new GroupStates(environment, refs, new OpenPulls(environment.forge())).of(group);
        Amendment.Draft onBase = amendment.plan(state.base(), state.base());
        Amendment.Draft onTop =
                state.touched() ? amendment.plan(state.base(), state.head().orElseThrow()) : onBase;
        steps.reached(Step.PLANNED);
        UpdateGroup worded = group.deliveredBy(AmendmentDelivery.saying(group.delivery(), onBase));
        GroupPlan told = state.touched() ? onTop.plan() : onBase.plan();
        if (order.dryRun()) {
            return Optional.of(GroupReports.planned(worded, told, !onBase.plan().isEmpty(), List.of()));
        }
        GroupState wordedState = new GroupState(worded, state.base(), state.head(), state.branch(), state.pulls());
        Optional<Delivered> delivered =
                new Delivering(environment, steps, Optional.empty()).deliver(wordedState, onBase.plan(), onTop.plan());
        return delivered.map(how -> GroupReports.delivered(worded, onBase.plan(), how));
    }
}
