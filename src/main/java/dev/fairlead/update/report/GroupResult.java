package dev.fairlead.update.report;

/** What became of a group. The names are part of the JSON output: they do not change. */
public enum GroupResult {
    /** Nothing to do: no change, or everything is proposed already. */
    UNCHANGED,
    /** A dry run: what would be done is told, and nothing was. */
    PLANNED,
    /** A pull request was opened. */
    OPENED,
    /** A pull request was brought up to date. */
    UPDATED,
    /** The commit is on the base branch. */
    COMMITTED,
    /** Nothing was pending any more: the pull request was closed, or only its branch deleted. */
    WITHDRAWN,
    /** There is something to write, and a schedule, a pause or a limit says not now: the notes tell until when. */
    WAITING,
    /** People's work is in the way: nothing was changed, and the reason is among the notes. */
    BLOCKED,
    /** The group failed; the problem tells why. */
    FAILED
}
