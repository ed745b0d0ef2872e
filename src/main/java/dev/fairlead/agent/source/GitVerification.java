package dev.fairlead.agent.source;

import java.util.List;

/**
 * Whose signatures a Git source must bear.
 *
 * @param mode on what
 * @param openPgpKeys armoured public keys or rings of them
 * @param sshSigners lines of OpenSSH's {@code allowed_signers}, or bare public keys, which then may sign as anybody
 */
public record GitVerification(Mode mode, List<String> openPgpKeys, List<String> sshSigners) {
    public GitVerification {
        openPgpKeys = List.copyOf(openPgpKeys);
        sshSigners = List.copyOf(sshSigners);
    }

    /** On what a signature is wanted, in Flux's words. */
    public enum Mode {
        /** The commit. */
        HEAD,
        /** The annotated tag. */
        TAG,
        /** Both. */
        TAG_AND_HEAD
    }

    String identity() {
        return SourceSpec.identity(mode, openPgpKeys, sshSigners);
    }
}
