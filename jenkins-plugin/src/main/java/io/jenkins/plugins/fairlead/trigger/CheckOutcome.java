package io.jenkins.plugins.fairlead.trigger;

import java.util.Date;

/** What the last look at the registry came to. */
public final class CheckOutcome {
    private final long time = System.currentTimeMillis();
    private final boolean failed;
    private final String text;

    private CheckOutcome(boolean failed, String text) {
        this.failed = failed;
        this.text = text;
    }

    static CheckOutcome done(String text) {
        return new CheckOutcome(false, text);
    }

    static CheckOutcome failed(String text) {
        return new CheckOutcome(true, text);
    }

    public Date getTime() {
        return new Date(time);
    }

    public boolean isFailed() {
        return failed;
    }

    public String getText() {
        return text;
    }
}
