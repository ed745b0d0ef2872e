package dev.fairlead.configrepo;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import dev.fairlead.identity.AzureDevOpsSignIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What environment variables say of Git; {@code docs/git.md} lists them. */
public final class GitEnvironment {
    private final Map<String, String> variables;

    /** @param variables of the process */
    public GitEnvironment(Map<String, String> variables) {
        this.variables = variables;
    }

    /** Opens the mirror of a config repository with the environment's credentials and settings. */
    public ConfigRepo open(RepoLocation location) {
        return ConfigRepo.open(location, credentials(location), settings());
    }

    /**
     * Who the variables say that we are to this remote; where they say nothing, what Git's credential helpers answer, and
     * at Azure Repos then an Entra identity. One that is named goes before the helpers.
     */
    public GitCredentials credentials(RepoLocation location) {
        GitCredentials said = credentials();
        if (!(said instanceof GitCredentials.Helpers) || !location.isHttp() || location.isPlainText()) {
            return said;
        }
        Optional<AzureDevOpsSignIn> identity =
                AzureDevOpsSignIn.of(variables, location.host(), () -> EntraClient.builder(settings(), variables));
        return identity.map(azure -> azure.named()
                        ? GitCredentials.bearer(() -> azure.token().orElse(""))
                        : GitCredentials.helpersOr(azure::token))
                .orElse(said);
    }

    private GitCredentials credentials() {
        Optional<Supplier<String>> token = secret("FAIRLEAD_GIT_TOKEN");
        if (token.isPresent()) {
            return value("FAIRLEAD_GIT_USERNAME")
                    .map(user -> GitCredentials.basic(user, token.get()))
                    .orElseGet(() -> GitCredentials.token(token.get()));
        }
        Optional<Supplier<String>> bearer = secret("FAIRLEAD_GIT_BEARER");
        if (bearer.isPresent()) {
            return GitCredentials.bearer(bearer.get());
        }
        Optional<Supplier<String>> passphrase = secret("FAIRLEAD_SSH_PASSPHRASE");
        if (value("FAIRLEAD_SSH_KEY_FILE").isPresent()) {
            return GitCredentials.sshKey(Path.of(value("FAIRLEAD_SSH_KEY_FILE").get()), passphrase);
        }
        if (value("FAIRLEAD_SSH_KEY").isPresent()) {
            return GitCredentials.sshKeyText(() -> variables.get("FAIRLEAD_SSH_KEY"), passphrase);
        }
        return GitCredentials.helpers();
    }

    /** Where mirrors are kept, and which authorities are trusted. */
    public RepoSettings settings() {
        RepoSettings settings = value("FAIRLEAD_CACHE")
                .map(folder -> RepoSettings.in(Path.of(folder).resolve("git")))
                .orElseGet(RepoSettings::defaults);
        List<Path> authorities = value("FAIRLEAD_CA_FILE").stream()
                .flatMap(files -> Arrays.stream(files.split("[,\\s]+")))
                .map(Path::of)
                .toList();
        return settings.withCertificateAuthorities(authorities);
    }

    /** Who writes commits, where the environment says so, by our own variables or by Git's. */
    public Optional<Identity> committer() {
        Optional<String> name = value("FAIRLEAD_COMMITTER_NAME").or(() -> value("GIT_COMMITTER_NAME"));
        Optional<String> email = value("FAIRLEAD_COMMITTER_EMAIL").or(() -> value("GIT_COMMITTER_EMAIL"));
        return name.flatMap(who -> email.map(where -> new Identity(who, where)));
    }

    /** Signs commits, where the environment holds a key: an armoured OpenPGP key, or an SSH key. */
    public Optional<CommitSigner> signer() {
        Optional<Supplier<String>> passphrase = secret("FAIRLEAD_SIGNING_PASSPHRASE");
        return secret("FAIRLEAD_SIGNING_KEY")
                .map(Supplier::get)
                .map(key -> key.contains("BEGIN PGP")
                        ? CommitSigner.openPgp(key, passphrase)
                        : CommitSigner.ssh(key, passphrase));
    }

    /** A secret in a variable, or in the file that the variable with {@code _FILE} names; read anew at each use. */
    private Optional<Supplier<String>> secret(String name) {
        if (value(name).isPresent()) {
            return Optional.of(() -> variables.getOrDefault(name, ""));
        }
        return value(name + "_FILE").map(file -> () -> read(name + "_FILE", Path.of(file)));
    }

    private static String read(String name, Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new FairleadException(
                    new Problem(
                            file.toString(),
                            "the file that " + name + " names cannot be read",
                            "check its path and its rights"),
                    e);
        }
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(variables.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }
}
