package io.jenkins.plugins.fairlead.connect;

import java.util.Optional;
import org.jenkinsci.plugins.gitclient.GitHostKeyVerificationConfiguration;
import org.jenkinsci.plugins.gitclient.verifier.ManuallyProvidedKeyVerificationStrategy;
import org.jenkinsci.plugins.gitclient.verifier.SshHostKeyVerificationStrategy;
import org.jenkinsci.plugins.variant.OptionalExtension;

/**
 * The strategy of the Git client plugin. Keys that administrators gave are the only ones that count then; every other strategy
 * comes down to the machine's own {@code known_hosts}, since a server that nobody has vouched for is not spoken to.
 */
@OptionalExtension(requirePlugins = "git-client")
public final class GitClientHostKeys implements HostKeys {
    @Override
    public Optional<String> lines() {
        SshHostKeyVerificationStrategy<?> strategy =
                GitHostKeyVerificationConfiguration.get().getSshHostKeyVerificationStrategy();
        return strategy instanceof ManuallyProvidedKeyVerificationStrategy manual
                ? Optional.of(manual.getApprovedHostKeys() + "\n")
                : Optional.empty();
    }
}
