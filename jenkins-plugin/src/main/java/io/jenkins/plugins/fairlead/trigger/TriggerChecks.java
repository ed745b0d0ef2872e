package io.jenkins.plugins.fairlead.trigger;

import dev.fairlead.pipeline.Checks;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Item;
import hudson.scheduler.CronTabList;
import hudson.util.FormValidation;
import io.jenkins.plugins.fairlead.login.FormPermissions;
import java.util.function.Supplier;

/** Judges what is typed into the trigger's fields; says nothing to who may not configure the job. */
final class TriggerChecks {
    private final boolean allowed;

    private TriggerChecks(boolean allowed) {
        this.allowed = allowed;
    }

    static TriggerChecks of(@CheckForNull Item item) {
        return new TriggerChecks(FormPermissions.configures(item));
    }

    FormValidation image(@CheckForNull String value) {
        String image = Util.fixEmptyAndTrim(value);
        return judged(() -> {
            if (image == null) {
                return FormValidation.error(Messages.TriggerChecks_noImage());
            }
            return Checks.untagged(image) ? FormValidation.ok() : FormValidation.error(Messages.TriggerChecks_noTag());
        });
    }

    FormValidation select(@CheckForNull String value) {
        String policy = Util.fixEmptyAndTrim(value);
        return policy == null
                ? FormValidation.ok()
                : judged(() -> {
                    Checks.policy(policy);
                    return FormValidation.ok();
                });
    }

    FormValidation schedule(@CheckForNull String value) {
        String schedule = Util.fixEmptyAndTrim(value);
        return schedule == null
                ? FormValidation.ok()
                : judged(() -> {
                    String advice = CronTabList.create(schedule).checkSanity();
                    return advice == null ? FormValidation.ok() : FormValidation.warning(advice);
                });
    }

    private FormValidation judged(Supplier<FormValidation> judgement) {
        if (!allowed) {
            return FormValidation.ok();
        }
        try {
            return judgement.get();
        } catch (RuntimeException e) {
            return FormValidation.error(e.getMessage());
        }
    }
}
