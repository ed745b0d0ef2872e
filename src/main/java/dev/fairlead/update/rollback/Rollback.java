package dev.fairlead.update.rollback;

import dev.fairlead.Fingerprint;
import dev.fairlead.update.AmendmentOrder;
import dev.fairlead.update.Amendments;
import dev.fairlead.update.UpdateEnvironment;
import dev.fairlead.update.report.UpdateReport;
import java.util.Locale;

/**
 * Goes back. The base branch's own history tells what fields held, tag and digest; that is written again, and the version
 * that is left is held, in one commit.
 */
public final class Rollback {
    private static final int HASH_BYTES = 4;
    private static final int LONGEST = 40;

    private Rollback() {}

    /**
     * Proposes, or commits, the way back. The same request finds its branch and pull request again; where the newest change
     * is a rollback already, nothing is done.
     *
     * @throws dev.fairlead.FairleadException if the repository cannot be read
     */
    public static UpdateReport run(RollbackRequest request, UpdateEnvironment environment) {
        AmendmentOrder order = new AmendmentOrder(
                name(request), request.place(), request.configFile(), request.delivery(), false, request.dryRun());
        return Amendments.deliver(order, new RollbackPlanner(request, environment)::plan, environment);
    }

    /** The same for the same place and image, whatever is left: of two rollbacks of a place the later one counts. */
    private static String name(RollbackRequest request) {
        String what = request.environment().orElse("") + " " + request.scope().paths()
                + request.image().map(Object::toString).orElse("");
        String slug = (request.environment().orElse("") + " "
                        + request.image().map(image -> image.repository()).orElse(""))
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return "rollback-" + (slug.isEmpty() ? "" : slug.substring(0, Math.min(LONGEST, slug.length())) + "-")
                + Fingerprint.of(what, HASH_BYTES);
    }
}
