package io.jenkins.plugins.fairlead.login;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.ExtensionList;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Queue;
import hudson.model.queue.Tasks;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;

/** The credentials that a form offers for a server. */
public final class CredentialChoice {
    private CredentialChoice() {}

    /** The choices; only the current one to whom may not see more. */
    public static ListBoxModel fill(
            @CheckForNull Item item, @CheckForNull String current, @CheckForNull String server) {
        StandardListBoxModel model = new StandardListBoxModel();
        if (!mayChoose(item)) {
            return model.includeCurrentValue(Util.fixNull(current));
        }
        model.includeEmptyValue();
        if (item == null) {
            model.includeMatchingAs(
                    ACL.SYSTEM2,
                    Jenkins.get(),
                    StandardCredentials.class,
                    Logins.requirements(Util.fixNull(server)),
                    known());
        } else {
            model.includeMatchingAs(
                    authentication(item),
                    item,
                    StandardCredentials.class,
                    Logins.requirements(Util.fixNull(server)),
                    known());
        }
        return model.includeCurrentValue(Util.fixNull(current));
    }

    /** Whether the chosen one is there; nothing is told to whom may not see. */
    public static FormValidation check(@CheckForNull Item item, @CheckForNull String id, @CheckForNull String server) {
        String chosen = Util.fixEmptyAndTrim(id);
        if (chosen == null || !mayChoose(item) || chosen.contains("${")) {
            return FormValidation.ok();
        }
        boolean there = fill(item, null, server).stream().anyMatch(option -> option.value.equals(chosen));
        return there ? FormValidation.ok() : FormValidation.error(Messages.CredentialChoice_missing());
    }

    private static boolean mayChoose(@CheckForNull Item item) {
        return item == null
                ? FormPermissions.administers()
                : item.hasPermission(Item.EXTENDED_READ) || item.hasPermission(CredentialsProvider.USE_ITEM);
    }

    private static Authentication authentication(Item item) {
        return item instanceof Queue.Task task ? Tasks.getAuthenticationOf2(task) : ACL.SYSTEM2;
    }

    private static CredentialsMatcher known() {
        return CredentialsMatchers.anyOf(ExtensionList.lookup(LoginConverter.class).stream()
                .flatMap(converter -> converter.types().stream())
                .map(CredentialsMatchers::instanceOf)
                .toArray(CredentialsMatcher[]::new));
    }
}
