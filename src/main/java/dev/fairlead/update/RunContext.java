package dev.fairlead.update;

import dev.fairlead.configrepo.Contents;
import dev.fairlead.configrepo.Snapshot;
import dev.fairlead.update.choose.Chooser;
import dev.fairlead.update.config.Limits;
import dev.fairlead.update.config.UpdateConfig;
import dev.fairlead.update.fields.FieldIndex;
import dev.fairlead.update.fields.Search;
import dev.fairlead.update.promote.Promotions;
import dev.fairlead.update.propose.Details;
import dev.fairlead.update.propose.OpenPulls;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the groups of one run share: what was read of the repository, and what registries have answered. It serves several
 * threads.
 */
final class RunContext {
    private final UpdateRequest request;
    private final UpdateEnvironment environment;
    private final Refs refs;
    private final Optional<UpdateConfig> config;
    private final Chooser chooser;
    private final Details details;
    private final BaseHistories histories;
    private final Openings openings;
    private final Gate gate;
    private final OpenPulls openPulls;
    private final Search search;
    private final Instant now;
    private final Promotions promotions;
    private final Map<String, FieldIndex> indexes = new HashMap<>();

    RunContext(
            UpdateRequest request,
            UpdateEnvironment environment,
            Refs refs,
            Optional<UpdateConfig> config,
            Chooser chooser,
            Search search,
            Duration longestSoak,
            Instant now,
            OpenPulls openPulls,
            Set<String> ticked) {
        this.request = request;
        this.environment = environment;
        this.refs = refs;
        this.config = config;
        this.chooser = chooser;
        this.details = new Details(chooser);
        this.histories =
                new BaseHistories(environment.repo(), environment.memory().told());
        this.openings = new Openings(limits(request, config), environment.forge(), now);
        this.gate = new Gate(openings, now, request.anytime(), ticked);
        this.openPulls = openPulls;
        this.search = search;
        this.now = now;
        this.promotions =
                new Promotions(environment.repo(), environment.forge(), request.promotion(), now, longestSoak);
    }

    /** Who names an image and its version on a command line wants to see the pull request. */
    private static Limits limits(UpdateRequest request, Optional<UpdateConfig> config) {
        return request.arguments().isPresent()
                ? Limits.NONE
                : config.map(UpdateConfig::limits).orElse(Limits.NONE);
    }

    /** How many groups may be delivered at once: where pull requests are counted, the first come first. */
    int groupsAtOnce() {
        return openings.limited() ? 1 : Groups.AT_ONCE;
    }

    UpdateRequest request() {
        return request;
    }

    UpdateEnvironment environment() {
        return environment;
    }

    Refs refs() {
        return refs;
    }

    Optional<UpdateConfig> config() {
        return config;
    }

    Chooser chooser() {
        return chooser;
    }

    Details details() {
        return details;
    }

    BaseHistories histories() {
        return histories;
    }

    Gate gate() {
        return gate;
    }

    /** The configuration whose entries the groups are made of; empty for a run by arguments. */
    Optional<String> configFile() {
        return request.arguments().isPresent() ? Optional.empty() : Optional.of(request.configFile());
    }

    OpenPulls openPulls() {
        return openPulls;
    }

    Promotions promotions() {
        return promotions;
    }

    Instant now() {
        return now;
    }

    /** How much of a snapshot is worth fetching at once. */
    Contents contents() {
        return search.everywhere() ? Contents.FILES : Contents.LISTING;
    }

    /** The fields of a base branch. A base that moved costs no more than the files that differ. */
    synchronized FieldIndex index(String baseBranch, Snapshot base) {
        FieldIndex index = Optional.ofNullable(indexes.get(baseBranch))
                .map(known -> known.at(base))
                .orElseGet(() -> environment.memory().index(environment.repo(), base, search));
        indexes.put(baseBranch, index);
        return index;
    }

    /** The fields of each base branch as they were asked for last. */
    synchronized List<FieldIndex> indexes() {
        return List.copyOf(indexes.values());
    }
}
