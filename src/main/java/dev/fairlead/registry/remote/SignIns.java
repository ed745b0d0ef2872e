package dev.fairlead.registry.remote;

import dev.fairlead.registry.RegistrySettings;
import dev.fairlead.registry.SignIn;
import dev.fairlead.registry.acr.AcrCloud;
import dev.fairlead.registry.acr.EntraIdentities;
import dev.fairlead.registry.acr.EntraTokens;
import dev.fairlead.registry.auth.Credential;
import dev.fairlead.registry.auth.DockerConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the credential that the settings mean for a registry. */
final class SignIns {
    private static final SignIn.Entra CHAIN =
            new SignIn.Entra(SignIn.Entra.Method.CHAIN, Optional.empty(), Optional.empty());

    private final RegistrySettings settings;
    private final EntraIdentities identities;

    SignIns(RegistrySettings settings, EntraIdentities identities) {
        this.settings = settings;
        this.identities = identities;
    }

    /**
     * The credential for this host.
     *
     * @param cloud the host's cloud, where it is ACR
     */
    Credential find(String host, Optional<AcrCloud> cloud) {
        SignIn wanted = settings.signIns().getOrDefault(host, settings.signIn());
        if (wanted instanceof SignIn.Basic basic) {
            return new Credential.Basic(basic.username(), basic.password());
        }
        if (wanted instanceof SignIn.DockerConfig) {
            return docker(host).orElseGet(() -> new Credential.Nobody(inVain()));
        }
        if (wanted instanceof SignIn.Entra entra) {
            return cloud.map(known -> entra(identities.identity(entra, known)))
                    .orElseGet(() -> docker(host)
                            .orElseGet(() ->
                                    new Credential.Nobody("an Azure identity signs in at ACR only, " + inVain())));
        }
        if (wanted instanceof SignIn.Application application) {
            return cloud.map(known -> entra(identities.application(application, known)))
                    .orElseGet(() -> new Credential.Nobody("an Azure identity signs in at ACR only"));
        }
        return wanted instanceof SignIn.Automatic ? automatic(host, cloud) : new Credential.Nobody("");
    }

    private Credential automatic(String host, Optional<AcrCloud> cloud) {
        Optional<Credential> logged = docker(host);
        if (logged.isPresent()) {
            return logged.get();
        }
        if (cloud.isEmpty()) {
            return new Credential.Nobody(inVain());
        }
        EntraTokens chain = identities.identity(CHAIN, cloud.get());
        return chain.missing()
                .<Credential>map(why -> new Credential.Nobody(inVain() + ", " + why))
                .orElseGet(() -> new Credential.Entra(chain.who(), chain::token));
    }

    private static Credential entra(EntraTokens tokens) {
        return new Credential.Entra(tokens.who(), tokens::token);
    }

    private Optional<Credential> docker(String host) {
        return settings.dockerConfigs().stream()
                .flatMap(file -> DockerConfig.read(file).stream())
                .flatMap(config -> config.credential(host).stream())
                .findFirst();
    }

    private String inVain() {
        List<Path> files = settings.dockerConfigs();
        return files.isEmpty()
                ? "no Docker configuration was looked at"
                : "no login for it in " + files.stream().map(Path::toString).collect(Collectors.joining(" or "));
    }
}
