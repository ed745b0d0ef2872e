package io.jenkins.plugins.fairlead.badge;

import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.model.Item;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.security.PermissionScope;

/**
 * Who may see badges. It is a permission of its own, so that it can be granted to people who may not read jobs, and is not granted
 * with reading: nobody sees a badge who was not meant to.
 */
public final class BadgePermissions {
    private static final PermissionGroup GROUP =
            new PermissionGroup(BadgePermissions.class, Messages._BadgePermissions_group());

    /** To see the badge of a job, and of the environments that it delivers to. Who may configure the job may see it. */
    public static final Permission VIEW = new Permission(
            GROUP, "View", Messages._BadgePermissions_view(), Item.CONFIGURE, PermissionScope.ITEM);

    private BadgePermissions() {}

    /** Makes the permission known before anybody is asked whether they have it. */
    @Initializer(before = InitMilestone.SYSTEM_CONFIG_LOADED)
    public static void register() {
        VIEW.getId();
    }
}
