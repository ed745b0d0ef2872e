package io.jenkins.plugins.fairlead.trigger;

import dev.fairlead.image.ImageReference;
import dev.fairlead.selection.TagPolicy;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Item;
import hudson.scheduler.CronTabList;
import hudson.util.FormValidation;
import java.util.function.Supplier;
import jenkins.model.Jenkins;

/** Judges what is typed into the trigger's fields; says nothing to who may not configure the job. */
final class TriggerChecks {
    private final boolean allowed;

    private TriggerChecks(boolean allowed) {
        this.allowed = allowed;
    }

    static TriggerChecks of(@CheckForNull Item item) {
        return new TriggerChecks(
                item == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : item.hasPermission(Item.CONFIGURE));
    }

    FormValidation image(@CheckForNull String value) {
        return judged(() -> {
            ImageReference reference = ImageReference.parse(Util.fixNull(value).trim());
            boolean plain = reference.tag().isEmpty() && reference.digest().isEmpty();
            return plain ? FormValidation.ok() : FormValidation.error(Messages.TriggerChecks_noTag());
        });
    }

    FormValidation select(@CheckForNull String value) {
        String policy = Util.fixEmptyAndTrim(value);
        return policy == null ? FormValidation.ok() : judged(() -> {
            TagPolicy.parse(policy);
            return FormValidation.ok();
        });
    }

    FormValidation schedule(@CheckForNull String value) {
        String schedule = Util.fixEmptyAndTrim(value);
        return schedule == null ? FormValidation.ok() : judged(() -> {
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

    /** The registry's host of an image that may be half typed. */
    static String host(@CheckForNull String image) {
        String text = Util.fixNull(image).trim();
        int slash = text.indexOf('/');
        return slash < 0 ? text : text.substring(0, slash);
    }
}
