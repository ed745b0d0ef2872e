package dev.fairlead.update.propose;

import dev.fairlead.Problem;
import dev.fairlead.configrepo.CommitRequest;
import dev.fairlead.configrepo.CommitSigner;
import dev.fairlead.configrepo.ConfigRepo;
import dev.fairlead.configrepo.FileKind;
import dev.fairlead.configrepo.GitId;
import dev.fairlead.configrepo.Identity;
import dev.fairlead.configrepo.PushResult;
import dev.fairlead.configrepo.RefUpdate;
import dev.fairlead.configrepo.Snapshot;
import dev.fairlead.configrepo.TreeEdit;
import dev.fairlead.forge.ApiCommits;
import dev.fairlead.forge.FileChange;
import dev.fairlead.forge.FileCommit;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.update.config.delivery.CommitSettings;
import dev.fairlead.update.pending.GroupCommit;
import dev.fairlead.update.plan.GroupPlan;
import dev.fairlead.update.plan.UpdateGroup;
import dev.fairlead.update.report.Step;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/** Commits a plan and moves a branch to it, with a lease: never over what somebody else has pushed meanwhile. */
public final class BranchWriter {
    private final ConfigRepo repo;
    private final Optional<Forge> forge;
    private final Identity committer;
    private final Optional<CommitSigner> signer;
    private final Clock clock;
    private final GroupSteps steps;

    public BranchWriter(
            ConfigRepo repo,
            Optional<Forge> forge,
            Identity committer,
            Optional<CommitSigner> signer,
            Clock clock,
            GroupSteps steps) {
        this.repo = repo;
        this.forge = forge;
        this.committer = committer;
        this.signer = signer;
        this.clock = clock;
        this.steps = steps;
    }

    /** The tree that a plan makes of these files. */
    GitId tree(Snapshot onto, GroupPlan plan) {
        return repo.tree(edit(onto, plan));
    }

    private TreeEdit edit(Snapshot onto, GroupPlan plan) {
        TreeEdit edit = repo.edit(onto);
        plan.edits().forEach(file -> edit.replace(file.entry(), file.after()));
        return edit;
    }

    /**
     * Commits and pushes.
     *
     * @param onto the commit that the plan was made against, and the new commit's parent
     * @param branch the short name of the branch to move
     * @param expected what the branch holds now; empty where there is none
     * @param onBase whether {@code onto} is the base branch
     */
    Pushed write(
            UpdateGroup group, GroupPlan plan, Snapshot onto, String branch, Optional<GitId> expected, boolean onBase) {
        CommitSettings settings = group.delivery().commit();
        if (settings.signed() && signer.isEmpty() && !settings.throughForge()) {
            return new Pushed.Refused(new Problem(
                    "group " + group.name(),
                    "the configuration wants signed commits, and this run has no signing key",
                    "give the run a key, or let the forge make the commit with 'commit.throughForge'"));
        }
        TreeEdit edit = edit(onto, plan);
        String message = new GroupCommit(group.name(), onBase, plan.proposals())
                .message(
                        Wording.message(group, plan),
                        settings.trailers(),
                        repo.tree(edit).toString());
        return settings.throughForge()
                ? throughForge(plan, onto, branch, expected, message)
                : byGit(settings, edit, onto, branch, expected, message);
    }

    private Pushed byGit(
            CommitSettings settings,
            TreeEdit edit,
            Snapshot onto,
            String branch,
            Optional<GitId> expected,
            String message) {
        Identity author = new Identity(
                settings.authorName().orElse(committer.name()),
                settings.authorEmail().orElse(committer.email()));
        CommitRequest request = CommitRequest.on(
                        onto.id(), author, ZonedDateTime.now(clock.withZone(ZoneOffset.UTC)), message)
                .withCommitter(committer);
        Snapshot commit = repo.commit(edit, signer.map(request::signedBy).orElse(request));
        steps.reached(Step.COMMITTED);
        String ref = "refs/heads/" + branch;
        PushResult result = repo.push(List.of(expected.map(before -> RefUpdate.move(ref, before, commit.id()))
                .orElseGet(() -> RefUpdate.create(ref, commit.id()))));
        if (result.landed()) {
            steps.reached(Step.PUSHED);
            return new Pushed.Landed(commit.id().toString(), Optional.of(commit));
        }
        return result.rejection()
                .<Pushed>map(refused -> new Pushed.Refused(new Problem(
                        repo.location() + " " + branch,
                        "the remote refused the push: " + refused.reason(),
                        "permit the push, or deliver by pull request from a branch that may be pushed")))
                .orElseGet(Pushed.Lost::new);
    }

    private Pushed throughForge(
            GroupPlan plan, Snapshot onto, String branch, Optional<GitId> expected, String message) {
        Optional<ApiCommits> api = forge.flatMap(known -> known.capability(ApiCommits.class));
        if (api.isEmpty()) {
            return new Pushed.Refused(new Problem(
                    repo.location().toString(),
                    "'commit.throughForge' is set, and this forge makes no commits",
                    "take the setting out"));
        }
        int end = message.indexOf('\n');
        FileCommit commit = new FileCommit(
                branch,
                expected.map(GitId::toString),
                onto.id().toString(),
                message.substring(0, end),
                message.substring(end + 1).strip(),
                plan.edits().stream()
                        .map(file -> file.entry().kind() == FileKind.EXECUTABLE
                                ? FileChange.writeExecutable(file.entry().path(), file.after())
                                : FileChange.write(file.entry().path(), file.after()))
                        .toList());
        try {
            String made = api.get().commitFiles(commit);
            steps.reached(Step.PUSHED);
            return new Pushed.Landed(made, Optional.empty());
        } catch (ForgeException e) {
            if (e.kind() == ForgeException.Kind.STALE) {
                return new Pushed.Lost();
            }
            throw e;
        }
    }
}
