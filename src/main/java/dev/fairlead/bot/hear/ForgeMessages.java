package dev.fairlead.bot.hear;

import dev.fairlead.update.command.CommentCommands;
import dev.fairlead.update.dashboard.Ticks;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reads what forges send. Each method names the description that it follows. */
final class ForgeMessages {
    private static final String HEADS = "refs/heads/";
    private static final Event NOT_OURS = new Event.Nothing(
            "only pushes, pull requests that are merged, closed or opened again, commands and ticked boxes matter here");
    private static final Set<String> ENDED = Set.of("closed", "reopened");
    private static final Set<String> GITLAB_ENDED = Set.of("merge", "close", "reopen");
    private static final Set<String> BITBUCKET_ENDED = Set.of(
            "pullrequest:fulfilled", "pullrequest:rejected", "pr:merged", "pr:declined", "pr:deleted", "pr:reopened");

    private ForgeMessages() {}

    /** GitHub, "Webhook events and payloads": {@code push}, {@code pull_request}, {@code issue_comment}, {@code issues}. */
    static Event gitHub(Message message) {
        return gitHub(message, message.header("X-GitHub-Event"));
    }

    /** Gitea, "Webhooks", whose forms are GitHub's. Forgejo's are Gitea's. */
    static Event gitea(Message message) {
        return gitHub(message, message.header("X-Gitea-Event"));
    }

    private static Event gitHub(Message message, String kind) {
        Addresses addresses = Addresses.of(
                message.text("repository", "clone_url"),
                message.text("repository", "ssh_url"),
                message.text("repository", "html_url"));
        return switch (kind) {
            case "push" ->
                moved(addresses, Stream.of(message.text("ref")), message.text("repository", "default_branch"));
            case "pull_request" ->
                ENDED.contains(message.text("action")) ? new Event.PullRequestChanged(addresses) : NOT_OURS;
            case "issue_comment" -> asked(addresses, CommentCommands.isCommand(message.text("comment", "body")));
            case "issues" -> asked(addresses, Ticks.anyIn(message.text("issue", "body")));
            default -> NOT_OURS;
        };
    }

    private static Event asked(Addresses repository, boolean anything) {
        return anything ? new Event.PeopleAsked(repository) : NOT_OURS;
    }

    /** GitLab, "Webhook events": "Push events", "Merge request events", "Comment events" and "Work item events". */
    static Event gitLab(Message message) {
        Addresses addresses = Addresses.of(
                message.text("project", "git_http_url"),
                message.text("project", "git_ssh_url"),
                message.text("project", "web_url"));
        return switch (message.text("object_kind")) {
            case "push" -> moved(addresses, Stream.of(message.text("ref")), message.text("project", "default_branch"));
            case "merge_request" ->
                GITLAB_ENDED.contains(message.text("object_attributes", "action"))
                        ? new Event.PullRequestChanged(addresses)
                        : NOT_OURS;
            case "note" -> asked(addresses, CommentCommands.isCommand(message.text("object_attributes", "note")));
            case "issue" -> asked(addresses, Ticks.anyIn(message.text("object_attributes", "description")));
            default -> NOT_OURS;
        };
    }

    /** Atlassian, "Event payloads" of Bitbucket Cloud, and "Event payload" of Bitbucket Data Center. */
    static Event bitbucket(Message message) {
        String kind = message.header("X-Event-Key");
        return switch (kind) {
            case "repo:push" ->
                moved(
                        bitbucketAddresses(message.part("repository")),
                        message.items("push", "changes").stream()
                                .filter(change -> change.text("new", "type").equals("branch"))
                                .map(change -> HEADS + change.text("new", "name")),
                        "");
            case "repo:refs_changed" ->
                moved(
                        bitbucketAddresses(message.part("repository")),
                        message.items("changes").stream().map(change -> change.text("refId")),
                        "");
            default ->
                BITBUCKET_ENDED.contains(kind)
                        ? new Event.PullRequestChanged(bitbucketAddresses(
                                message.has("repository")
                                        ? message.part("repository")
                                        : message.part("pullRequest", "toRef", "repository")))
                        : NOT_OURS;
        };
    }

    private static Addresses bitbucketAddresses(Message repository) {
        return Addresses.of(Stream.concat(
                        Stream.of(repository.text("links", "html", "href")),
                        repository.items("links", "clone").stream().map(link -> link.text("href")))
                .toList());
    }

    /** Microsoft, "Service hooks events": {@code git.push}, {@code git.pullrequest.updated}, {@code git.pullrequest.merged}. */
    static Event azureRepos(Message message) {
        Message resource = message.part("resource");
        Addresses addresses =
                Addresses.of(resource.text("repository", "remoteUrl"), resource.text("repository", "webUrl"));
        return switch (message.text("eventType")) {
            case "git.push" ->
                moved(
                        addresses,
                        resource.items("refUpdates").stream().map(update -> update.text("name")),
                        branch(resource.text("repository", "defaultBranch")));
            case "git.pullrequest.merged" -> new Event.PullRequestChanged(addresses);
            case "git.pullrequest.updated" ->
                resource.text("status").equals("active") ? NOT_OURS : new Event.PullRequestChanged(addresses);
            default -> NOT_OURS;
        };
    }

    private static Event moved(Addresses addresses, Stream<String> refs, String defaultBranch) {
        List<String> branches = refs.filter(ref -> ref.startsWith(HEADS))
                .map(ForgeMessages::branch)
                .toList();
        return branches.isEmpty() ? NOT_OURS : new Event.BranchesMoved(addresses, branches, defaultBranch);
    }

    private static String branch(String ref) {
        return ref.startsWith(HEADS) ? ref.substring(HEADS.length()) : ref;
    }
}
