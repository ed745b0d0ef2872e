package dev.fairlead.cli;

import dev.fairlead.Problem;
import dev.fairlead.forge.DiffView;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.MergeMethod;
import dev.fairlead.forge.MergeRequest;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequest.State;
import dev.fairlead.forge.PullRequestQuery;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fairlead pr}: looks at pull requests, merges and closes them, with no server for a bare repository. */
@Command(
        name = "pr",
        description = "Pull requests of the config repository: list, show, merge, close.",
        subcommands = {PrCommand.Listing.class, PrCommand.Show.class, PrCommand.Merge.class, PrCommand.Close.class},
        footer = {
            "",
            "Examples:",
            "  fairlead pr list --repo /srv/config.git",
            "  fairlead pr show 3 --repo /srv/config.git",
            "  fairlead pr merge 3 --repo /srv/config.git --method squash --delete-branch"
        })
final class PrCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: list, show, merge or close.");
    }

    /** What every sub-command takes. */
    static final class Common {
        @Option(
                names = {"-r", "--repo"},
                paramLabel = "URL",
                defaultValue = ".",
                description = "The repository: the path of a bare one, or its URL at a forge. Default: this folder.")
        private String repo;

        @Mixin
        private ForgeOption forge = new ForgeOption();

        @Mixin
        private OutputOption output = new OutputOption();

        int with(CommandSpec spec, Function<Forge, Integer> work) {
            try (Forge opened = forge.open(repo, Main.environment(spec))) {
                return work.apply(opened);
            } finally {
                spec.commandLine().getOut().flush();
            }
        }

        PrOutput output(CommandSpec spec) {
            return new PrOutput(Console.of(spec), output.format());
        }
    }

    /** {@code pr list}. */
    @Command(name = "list", description = "Lists pull requests, the newest first.")
    static final class Listing implements Callable<Integer> {
        /** Which states are listed. */
        enum Wanted {
            open,
            closed,
            merged,
            all;

            Set<State> states() {
                return this == all
                        ? EnumSet.allOf(State.class)
                        : EnumSet.of(State.valueOf(name().toUpperCase(Locale.ROOT)));
            }
        }

        @Mixin
        private Common common;

        @Option(
                names = "--state",
                paramLabel = "STATE",
                defaultValue = "open",
                description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
        private Wanted state;

        @Option(names = "--head", paramLabel = "BRANCH", description = "Only those from this branch.")
        private Optional<String> head;

        @Option(names = "--limit", paramLabel = "N", defaultValue = "30", description = "At most so many. Default: 30.")
        private int limit;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            if (limit < 1) {
                throw new ParameterException(spec.commandLine(), "--limit must be 1 or more.");
            }
            PullRequestQuery any = PullRequestQuery.all().in(state.states()).atMost(limit);
            PullRequestQuery query = head.map(any::from).orElse(any);
            return common.with(spec, forge -> {
                common.output(spec).list(forge.find(query), forge.place());
                return ExitCode.DONE;
            });
        }
    }

    /** {@code pr show}. */
    @Command(name = "show", description = "Shows a pull request with its comments, statuses and diff.")
    static final class Show implements Callable<Integer> {
        private static final int KIBI = 1024;

        @Mixin
        private Common common;

        @Parameters(paramLabel = "ID", description = "The pull request's number.")
        private String id;

        @Option(
                names = "--max-diff",
                paramLabel = "KB",
                defaultValue = "256",
                description = "Show at most so much of the diff. 0 shows none. Default: 256.")
        private int maxDiff;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            return common.with(spec, forge -> {
                PullRequest pull = require(forge, id);
                Optional<String> diff = maxDiff <= 0
                        ? Optional.empty()
                        : forge.capability(DiffView.class).map(view -> view.diff(bare(id), maxDiff * KIBI));
                common.output(spec)
                        .show(pull, forge.comments(pull.id()), forge.statuses(pull.headCommit()), diff.orElse(""));
                return ExitCode.DONE;
            });
        }
    }

    /** What ends a pull request. */
    abstract static class Ending implements Callable<Integer> {
        @Mixin
        private Common common;

        @Parameters(paramLabel = "ID", description = "The pull request's number.")
        private String id;

        @Option(names = "--delete-branch", description = "Delete the head branch afterwards.")
        private boolean deleteBranch;

        @Spec
        private CommandSpec spec;

        /** The pull request after its end. */
        abstract PullRequest end(Forge forge, String id);

        @Override
        public final Integer call() {
            return common.with(spec, forge -> {
                PullRequest ended = end(forge, bare(id));
                common.output(spec).ended(ended, deleteBranch && forge.deleteBranch(ended.head(), ended.headCommit()));
                return ExitCode.DONE;
            });
        }
    }

    /** {@code pr merge}. */
    @Command(name = "merge", description = "Merges a pull request; one that is merged already is left as it is.")
    static final class Merge extends Ending {
        @Option(
                names = "--method",
                paramLabel = "METHOD",
                defaultValue = "merge",
                description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
        private MergeMethod method;

        @Option(names = "--expect", paramLabel = "COMMIT", description = "Refuse where the head is at another commit.")
        private Optional<String> expect;

        @Override
        PullRequest end(Forge forge, String id) {
            MergeRequest how = MergeRequest.by(method);
            return forge.merge(id, expect.map(how::expecting).orElse(how));
        }
    }

    /** {@code pr close}. */
    @Command(name = "close", description = "Closes a pull request without merging it, which holds its versions.")
    static final class Close extends Ending {
        @Override
        PullRequest end(Forge forge, String id) {
            return forge.close(id);
        }
    }

    private static PullRequest require(Forge forge, String id) {
        return forge.get(bare(id))
                .orElseThrow(() -> new ForgeException(
                        ForgeException.Kind.NOT_FOUND,
                        new Problem(
                                forge.place() + " #" + bare(id),
                                "there is no such pull request",
                                "list them: fairlead pr list --state all --repo " + forge.place())));
    }

    /** People write {@code #3}, too. */
    private static String bare(String id) {
        return id.startsWith("#") ? id.substring(1) : id;
    }
}
