package dev.fairlead.image;

import java.util.Optional;

/**
 * What a CI tells of its build in environment variables.
 *
 * @param system which CI it is, in its own spelling; empty where none is recognised
 * @param commit the full ID of the commit that is built
 * @param branch the branch that is built; of a pull request, the branch it comes from, whose name a stranger chose
 * @param tag the Git tag that is built
 * @param pullRequest the number of the pull request that is built, or another name for it
 * @param buildNumber counts the builds
 * @param buildUrl where a person can look at the build
 * @param source the URL of the repository
 */
record BuildEnvironment(
        Optional<String> system,
        Optional<String> commit,
        Optional<String> branch,
        Optional<String> tag,
        Optional<String> pullRequest,
        Optional<String> buildNumber,
        Optional<String> buildUrl,
        Optional<String> source) {}
