package dev.fairlead.update.command;

import dev.fairlead.FairleadException;
import dev.fairlead.forge.Comment;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequestQuery;
import dev.fairlead.forge.Writers;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.Tag;
import dev.fairlead.update.UpdateEnvironment;
import dev.fairlead.update.UpdateRequest;
import dev.fairlead.update.Updates;
import dev.fairlead.update.holding.HoldRequest;
import dev.fairlead.update.holding.Holding;
import dev.fairlead.update.pending.Marker;
import dev.fairlead.update.pending.Proposal;
import dev.fairlead.update.plan.Story;
import dev.fairlead.update.report.GroupReport;
import dev.fairlead.update.report.GroupResult;
import dev.fairlead.update.report.UpdateReport;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Obeys what people with write access wrote under our open pull requests, each comment once: the answer under it, known
 * by its key, tells that it was. A forge that fails costs no update.
 */
public final class CommentCommands {
    private static final String KEY = "command-";
    private static final int MOST = 100;

    private final Forge forge;
    private final Writers writers;
    private final String configFile;
    private final UpdateEnvironment environment;

    private CommentCommands(Forge forge, Writers writers, String configFile, UpdateEnvironment environment) {
        this.forge = forge;
        this.writers = writers;
        this.configFile = configFile;
        this.environment = environment;
    }

    /** Whether a comment is meant for us. */
    public static boolean isCommand(String comment) {
        return Command.words(comment).isPresent();
    }

    /**
     * Obeys what was not answered yet, then runs. A run of a part of the repository reads no comments.
     *
     * @throws FairleadException as {@link Updates#run} does
     */
    public static UpdateReport runAfterwards(UpdateRequest request, UpdateEnvironment environment) {
        List<String> notes = request.isWhole() ? obey(request.configFile(), environment) : List.of();
        UpdateReport report = Updates.run(request, environment);
        return notes.isEmpty() ? report : report.withNotes(notes);
    }

    /** Nothing happens at a forge that does not tell who may write; what cannot be read or answered now is told. */
    private static List<String> obey(String configFile, UpdateEnvironment environment) {
        Optional<CommentCommands> commands = environment
                .forge()
                .flatMap(forge -> forge.capability(Writers.class)
                        .map(writers -> new CommentCommands(forge, writers, configFile, environment)));
        if (commands.isEmpty()) {
            return List.of();
        }
        try {
            commands.get().obey();
            return List.of();
        } catch (ForgeException e) {
            return List.of("commands in comments: " + e.problem());
        }
    }

    private void obey() {
        forge.find(PullRequestQuery.open().atMost(MOST)).forEach(this::obey);
    }

    private void obey(PullRequest pull) {
        Optional<Marker> ours = pull.marker()
                .flatMap(Marker::read)
                .filter(marker -> marker.config().filter(configFile::equals).isPresent());
        if (ours.isEmpty()) {
            return;
        }
        List<Comment> comments = forge.comments(pull.id());
        Set<String> answered =
                comments.stream().flatMap(comment -> comment.key().stream()).collect(Collectors.toSet());
        for (Comment comment : comments) {
            String key = KEY + comment.id();
            if (comment.key().isEmpty() && !answered.contains(key)) {
                Command.words(comment.body())
                        .ifPresent(words -> forge.comment(
                                pull.id(),
                                key,
                                "> /fairlead " + Story.plain(words) + "\n\n" + answer(ours.get(), comment, words)));
            }
        }
    }

    private String answer(Marker proposed, Comment comment, String words) {
        if (!writers.mayWrite(comment.author())) {
            return "Only who may write to this repository is obeyed.";
        }
        try {
            return hold(proposed, Command.read(words), comment.author());
        } catch (IllegalArgumentException wrong) {
            return Story.plain(String.valueOf(wrong.getMessage())) + " " + Command.USAGE;
        }
    }

    private String hold(Marker proposed, Command command, String who) {
        String lines = proposed.proposals().stream()
                .map(proposal -> held(proposal, command, who))
                .collect(Collectors.joining("\n"));
        return proposed.whole() && !lines.isEmpty()
                ? lines
                : lines
                        + "\n\nThis pull request proposes more than it can tell here: `fairlead hold` names the others.";
    }

    private String held(Proposal proposal, Command command, String who) {
        ImageName image = proposal.subject().image();
        Tag tag = proposal.version().tag();
        HoldRequest asked =
                HoldRequest.of(image, Optional.of(tag), command.why()).by(who).withConfigFile(configFile);
        String version = "`" + image + ":" + tag + "` ";
        try {
            GroupReport report = Holding.run(command.until().map(asked::until).orElse(asked), environment)
                    .groups()
                    .get(0);
            return "- " + version + became(report);
        } catch (FairleadException e) {
            return "- " + version + "is not held: " + Story.plain(e.problem().toString());
        }
    }

    private static String became(GroupReport report) {
        if (report.problem().isPresent()) {
            return "is not held: " + Story.plain(report.problem().get().toString());
        }
        if (report.result() == GroupResult.COMMITTED) {
            return "is held.";
        }
        return report.pullRequest()
                .map(pull -> "is held as soon as " + pull.url() + " is merged.")
                .orElse("is held already.");
    }
}
