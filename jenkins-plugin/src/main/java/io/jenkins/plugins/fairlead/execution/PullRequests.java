package io.jenkins.plugins.fairlead.execution;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import io.jenkins.plugins.fairlead.delivery.Delivery;
import io.jenkins.plugins.fairlead.delivery.PullRequestLink;
import io.jenkins.plugins.fairlead.result.UpdateResult;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a pipeline gives as {@code pullRequest}. */
public final class PullRequests {
    private static final Pattern ADDRESS =
            Pattern.compile(".*/(?:pull|pulls|pull-requests|pullrequest|merge_requests)/(\\d+)(?:[/?#].*)?");

    private PullRequests() {}

    /**
     * The ids: of all pull requests of a step's result, or of the one that is given by result, number, id or address.
     *
     * @throws AbortException if it is none of those
     */
    public static List<String> ids(@CheckForNull Object given) throws AbortException {
        if (given instanceof UpdateResult result) {
            return result.getPullRequests().stream()
                    .map(PullRequestLink::getId)
                    .distinct()
                    .toList();
        }
        if (given instanceof Delivery delivery) {
            PullRequestLink link = delivery.getPullRequest();
            return link == null ? List.of() : List.of(link.getId());
        }
        if (given instanceof PullRequestLink link) {
            return List.of(link.getId());
        }
        if (given instanceof Number || (given instanceof String text && !text.isBlank())) {
            return List.of(id(given.toString().trim()));
        }
        throw new AbortException("parameter 'pullRequest': it is " + (given == null ? "missing" : "no pull request")
                + "; give what gitopsUpdateImage returned, or a pull request's number or address");
    }

    private static String id(String text) {
        Matcher address = ADDRESS.matcher(text);
        if (address.matches()) {
            return address.group(1);
        }
        return text.startsWith("#") ? text.substring(1) : text;
    }
}
