package dev.fairlead.update;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import dev.fairlead.configrepo.FileEntry;
import dev.fairlead.configrepo.Snapshot;
import dev.fairlead.registry.RegistrySettings;
import dev.fairlead.update.config.RegistryRule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;

/** What a configuration says of registries, as a change of the runner's settings. */
public final class RegistryRules {
    private RegistryRules() {}

    /** The change that these rules mean; certificates are read from the repository. */
    public static UnaryOperator<RegistrySettings> adjustment(List<RegistryRule> rules, Snapshot base) {
        UnaryOperator<RegistrySettings> all = settings -> settings;
        for (RegistryRule rule : rules) {
            UnaryOperator<RegistrySettings> before = all;
            List<String> authority = rule.certificateAuthority().stream()
                    .map(path -> read(base, path))
                    .toList();
            all = settings -> adjusted(before.apply(settings), rule, authority);
        }
        return all;
    }

    private static RegistrySettings adjusted(RegistrySettings settings, RegistryRule rule, List<String> authorities) {
        RegistrySettings adjusted = settings;
        if (rule.plainHttp()) {
            adjusted = adjusted.withPlainHttpHost(rule.host());
        }
        if (rule.azure().orElse(false)) {
            adjusted = adjusted.withAcr(adjusted.acr().withHost(rule.host()));
        }
        for (String pem : authorities) {
            adjusted = adjusted.withTrustedCa(pem);
        }
        return adjusted;
    }

    private static String read(Snapshot base, String path) {
        FileEntry file = base.find(path)
                .filter(entry -> entry.kind().isFile())
                .orElseThrow(() -> new FairleadException(new Problem(
                        path,
                        "the configuration names this certificate, and the base branch has no such file",
                        "commit the certificate, or correct 'certificateAuthority'")));
        return new String(base.read(file), StandardCharsets.US_ASCII);
    }
}
