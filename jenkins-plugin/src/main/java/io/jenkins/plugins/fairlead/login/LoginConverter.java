package io.jenkins.plugins.fairlead.login;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.ExtensionPoint;
import java.util.List;
import java.util.Optional;

/** Turns one family of credentials into logins. */
public interface LoginConverter extends ExtensionPoint {
    /** The types that it knows. */
    List<Class<? extends StandardCredentials>> types();

    /** The login that these mean; empty where they are none of its types. */
    Optional<ResolvedLogin> convert(StandardCredentials credentials);
}
