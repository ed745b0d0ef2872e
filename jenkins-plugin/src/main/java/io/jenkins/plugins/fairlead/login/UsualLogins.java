package io.jenkins.plugins.fairlead.login;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.Extension;
import hudson.util.Secret;
import java.util.List;
import java.util.Optional;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** A name with a password (which a GitHub App is, too: its password is a token made for an hour), a secret text, an SSH key. */
@Extension
public final class UsualLogins implements LoginConverter {
    @Override
    public List<Class<? extends StandardCredentials>> types() {
        return List.of(StandardUsernamePasswordCredentials.class, StringCredentials.class, SSHUserPrivateKey.class);
    }

    @Override
    public Optional<ResolvedLogin> convert(StandardCredentials credentials) {
        if (credentials instanceof StandardUsernamePasswordCredentials named) {
            return Optional.of(ResolvedLogin.password(named.getUsername(), named.getPassword()));
        }
        if (credentials instanceof StringCredentials text) {
            return Optional.of(ResolvedLogin.token(text.getSecret()));
        }
        if (credentials instanceof SSHUserPrivateKey key) {
            String text = String.join("\n", key.getPrivateKeys());
            return Optional.of(ResolvedLogin.sshKey(key.getUsername(), Secret.fromString(text), key.getPassphrase()));
        }
        return Optional.empty();
    }
}
