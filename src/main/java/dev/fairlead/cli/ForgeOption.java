package dev.fairlead.cli;

import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeSettings;
import dev.fairlead.forge.Forges;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which forge has the pull requests of a repository. */
final class ForgeOption {
    @Option(
            names = "--forge",
            paramLabel = "NAME",
            description = "The forge, where the URL does not tell: local, github, gitea, gitlab, azure, bitbucket,"
                    + " bitbucket-datacenter.")
    private Optional<String> forge = Optional.empty();

    /** The forge of the repository at this URL; the caller closes it. */
    Forge open(String url, Map<String, String> variables) {
        ForgeSettings settings = ForgeSettings.of(variables);
        return Forges.open(url, forge.map(settings::named).orElse(settings));
    }
}
