package dev.fairlead.configrepo;

import dev.fairlead.Problem;
import dev.fairlead.configrepo.GitException.Kind;
import java.io.IOException;

/** Makes exceptions of what goes wrong. */
final class Failures {
    private Failures() {}

    static GitException invalid(String place, String cause, String remedy) {
        return new GitException(Kind.INVALID, new Problem(place, cause, remedy));
    }

    /** What a failed talk with a remote means. */
    static GitException of(String place, GitCredentials credentials, IOException e) {
        return new GitException(
                Kind.NETWORK, new Problem(place, Secrets.stripped(String.valueOf(e.getMessage())), "try again"), e);
    }
}
