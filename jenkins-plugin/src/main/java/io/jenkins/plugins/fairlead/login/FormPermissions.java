package io.jenkins.plugins.fairlead.login;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import jenkins.model.Jenkins;

/** Who is told something by a form. */
public final class FormPermissions {
    private FormPermissions() {}

    /** Whether it is somebody who may change Jenkins' settings. */
    public static boolean administers() {
        return Jenkins.get().hasPermission(Jenkins.ADMINISTER);
    }

    /** Whether it is somebody who may configure this job or folder; Jenkins itself where there is none. */
    public static boolean configures(@CheckForNull Item item) {
        return item == null ? administers() : item.hasPermission(Item.CONFIGURE);
    }
}
