package io.jenkins.plugins.fairlead.login;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import com.cloudbees.plugins.credentials.domains.URIRequirementBuilder;
import hudson.AbortException;
import hudson.ExtensionList;
import hudson.model.Item;
import hudson.model.Queue;
import hudson.model.Run;
import hudson.model.queue.Tasks;
import hudson.security.ACL;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;

/** Finds who a run is, by the ids of credentials. */
public final class Logins {
    private static final Logger LOG = Logger.getLogger(Logins.class.getName());

    private Logins() {}

    /** A credential that the run may use, in its folders and as whom it runs. */
    public static ResolvedLogin ofRun(Run<?, ?> run, String id, String server) throws AbortException {
        StandardCredentials found =
                CredentialsProvider.findCredentialById(id, StandardCredentials.class, run, requirements(server));
        if (found == null) {
            throw new AbortException("credential '" + id + "': this job has none with this id for " + server
                    + "; add it to the job's folder or to Jenkins, in a domain that includes the server");
        }
        CredentialsProvider.track(run, found);
        return converted(id, found);
    }

    /** A credential that a job may use outside of its runs, in its folders and as whom it would run. */
    public static ResolvedLogin ofItem(Item item, String id, String server) throws AbortException {
        Authentication who = item instanceof Queue.Task task ? Tasks.getAuthenticationOf2(task) : ACL.SYSTEM2;
        StandardCredentials found = CredentialsMatchers.firstOrNull(
                CredentialsProvider.lookupCredentialsInItem(StandardCredentials.class, item, who, requirements(server)),
                CredentialsMatchers.withId(id));
        if (found == null) {
            throw new AbortException("credential '" + id + "': " + item.getFullName() + " has none with this id for "
                    + server + "; add it to the job's folder or to Jenkins, in a domain that includes the server");
        }
        CredentialsProvider.track(item, found);
        return converted(id, found);
    }

    /** A credential that an administrator chose for a server, which may be one that jobs cannot name. */
    public static ResolvedLogin ofSettings(String id, String server) throws AbortException {
        StandardCredentials found = CredentialsMatchers.firstOrNull(
                CredentialsProvider.lookupCredentialsInItemGroup(
                        StandardCredentials.class, Jenkins.get(), ACL.SYSTEM2, requirements(server)),
                CredentialsMatchers.withId(id));
        if (found == null) {
            throw new AbortException("credential '" + id + "': Fairlead's settings name it for " + server
                    + ", and Jenkins has none with this id; correct the settings");
        }
        return converted(id, found);
    }

    private static ResolvedLogin converted(String id, StandardCredentials found) throws AbortException {
        Optional<ResolvedLogin> login;
        try {
            login = ExtensionList.lookup(LoginConverter.class).stream()
                    .map(converter -> converter.convert(found))
                    .flatMap(Optional::stream)
                    .findFirst();
        } catch (RuntimeException e) {
            // the secret of some kinds is asked for elsewhere: a GitHub App's token, a vault's entry
            LOG.log(Level.FINE, e, () -> "credential '" + id + "'");
            throw new PassingFailure("credential '" + id + "': its secret cannot be had: " + e.getMessage()
                    + "; check that where it comes from is up and gives it");
        }
        return login.orElseThrow(() -> new AbortException("credential '" + id
                + "': its kind cannot sign in to registries or Git servers; use a name with a password, a secret"
                + " text, an SSH key, a GitHub App, or a service principal or managed identity of Azure"));
    }

    static List<DomainRequirement> requirements(String server) {
        String uri = server.contains("://") || server.contains("@") ? server : "https://" + server;
        return URIRequirementBuilder.fromUri(uri).build();
    }
}
