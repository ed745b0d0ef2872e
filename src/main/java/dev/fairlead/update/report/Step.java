package dev.fairlead.update.report;

/**
 * Where a run is. Between any two steps a run may be killed: the next run ends in the same branch and the same single
 * pull request.
 */
public enum Step {
    /** The base branch and the groups' branches are in the mirror. */
    FETCHED,
    /** The image fields of the base are known. */
    FIELDS_FOUND,
    /** The registries were asked. */
    VERSIONS_CHOSEN,
    /** What a group changes is decided. */
    PLANNED,
    /** The commit is in the mirror, and the remote has not heard of it. */
    COMMITTED,
    /** The remote has the commit. */
    PUSHED,
    /** The pull request is open, perhaps without its labels and reviewers. */
    PULL_REQUEST_OPENED,
    /** Labels, reviewers and assignees are set. */
    PULL_REQUEST_COMPLETED,
    /** The forge was asked to merge when it can. */
    AUTO_MERGE_ASKED,
    /** The pull request says that it is complete. */
    PULL_REQUEST_MARKED,
    /** The pull request says that nothing is pending any more. */
    WITHDRAWAL_MARKED,
    /** The pull request is closed, since nothing is pending any more. */
    PULL_REQUEST_CLOSED,
    /** The group's branch is deleted. */
    BRANCH_DELETED
}
