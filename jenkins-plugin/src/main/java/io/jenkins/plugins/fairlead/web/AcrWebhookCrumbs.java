package io.jenkins.plugins.fairlead.web;

import hudson.Extension;
import hudson.security.csrf.CrumbExclusion;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A registry has no crumb; it has a secret that no browser sends by itself. */
@Extension
public final class AcrWebhookCrumbs extends CrumbExclusion {
    private static final String PATH = "/" + GitopsRoot.URL + "/" + GitopsRoot.ACR_WEBHOOK;

    @Override
    public boolean process(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!PATH.equals(request.getPathInfo())) {
            return false;
        }
        chain.doFilter(request, response);
        return true;
    }
}
