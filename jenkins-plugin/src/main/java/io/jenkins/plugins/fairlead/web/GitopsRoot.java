package io.jenkins.plugins.fairlead.web;

import hudson.Extension;
import hudson.model.UnprotectedRootAction;
import io.jenkins.plugins.fairlead.badge.BadgePages;
import java.io.IOException;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.verb.POST;

/** {@code …/gitops/}: open to who has not signed in, since every page below it asks for a permission or secret of its own. */
@Extension
public final class GitopsRoot implements UnprotectedRootAction {
    static final String URL = "gitops";
    static final String ACR_WEBHOOK = "acr-webhook";

    /** No link to it. */
    @Override
    public String getIconFileName() {
        return null;
    }

    @Override
    public String getDisplayName() {
        return null;
    }

    @Override
    public String getUrlName() {
        return URL;
    }

    /** {@code …/gitops/badge/NAME.svg}. */
    public BadgePages getBadge() {
        return new BadgePages();
    }

    /** What an Azure Container Registry sends when something was pushed to it. */
    @POST
    @WebMethod(name = ACR_WEBHOOK)
    public void doAcrWebhook(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        AcrWebhook.receive(request, response);
    }
}
