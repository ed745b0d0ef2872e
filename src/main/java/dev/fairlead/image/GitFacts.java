package dev.fairlead.image;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a Git work tree tells of the state that is built.
 *
 * @param commit the full ID of HEAD
 * @param committed when HEAD was committed
 * @param branch the branch that HEAD is on; of a detached HEAD, the one branch that points at it, if there is exactly one
 * @param tags the names of the tags that point at HEAD
 * @param dirty whether tracked files differ from HEAD
 * @param remote the URL of the remote, as it is configured
 * @param ciCommits which of the commits that the CI names are in this repository
 */
record GitFacts(
        String commit,
        Instant committed,
        Optional<String> branch,
        List<String> tags,
        boolean dirty,
        Optional<String> remote,
        Set<String> ciCommits) {}
