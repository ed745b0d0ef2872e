package io.jenkins.plugins.fairlead.step;

import dev.fairlead.FairleadException;
import dev.fairlead.pipeline.Checks;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.fairlead.login.FormPermissions;
import java.util.List;

/** What forms say of what is written in them. Nothing is said to whom may not configure. */
final class FieldChecks {
    private FieldChecks() {}

    static String lines(@CheckForNull List<String> values) {
        return String.join("\n", Util.fixNull(values));
    }

    static ListBoxModel choices(String... values) {
        ListBoxModel model = new ListBoxModel();
        for (String value : values) {
            model.add(value);
        }
        return model;
    }

    static FormValidation minutes(@CheckForNull Item item, @CheckForNull String value) {
        return FormPermissions.configures(item) && Util.fixEmptyAndTrim(value) != null
                ? FormValidation.validateNonNegativeInteger(value)
                : FormValidation.ok();
    }

    static FormValidation repository(@CheckForNull Item item, @CheckForNull String value) {
        return checked(item, value, true, Checks::repository);
    }

    static FormValidation image(@CheckForNull Item item, @CheckForNull String value) {
        return checked(item, value, false, Checks::image);
    }

    static FormValidation policy(@CheckForNull Item item, @CheckForNull String value, boolean mandatory) {
        return checked(item, value, mandatory, Checks::policy);
    }

    private static FormValidation checked(
            @CheckForNull Item item, @CheckForNull String value, boolean mandatory, Check check) {
        String written = Util.fixEmptyAndTrim(value);
        if (!FormPermissions.configures(item) || (written != null && written.contains("$"))) {
            return FormValidation.ok();
        }
        if (written == null) {
            return mandatory ? FormValidation.error(Messages.FieldChecks_missing()) : FormValidation.ok();
        }
        try {
            check.of(written);
            return FormValidation.ok();
        } catch (FairleadException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    private interface Check {
        void of(String written);
    }
}
