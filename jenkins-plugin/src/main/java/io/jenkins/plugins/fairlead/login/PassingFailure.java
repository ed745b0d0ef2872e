package io.jenkins.plugins.fairlead.login;

import hudson.AbortException;

/** A failure that may pass by itself: a server that is away, busy or broken. */
public final class PassingFailure extends AbortException {
    private static final long serialVersionUID = 1L;

    public PassingFailure(String message) {
        super(message);
    }
}
