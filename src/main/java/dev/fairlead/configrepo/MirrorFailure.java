package dev.fairlead.configrepo;

import java.io.IOException;

/** The mirror, not the remote, is at fault. */
final class MirrorFailure extends IOException {
    private static final long serialVersionUID = 1L;

    MirrorFailure(String message) {
        super(message);
    }
}
