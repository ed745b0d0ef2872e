package dev.fairlead.forge;

import dev.fairlead.Problem;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** Finds the forge of a repository by its URL, or by its name. */
public final class Forges {
    private Forges() {}

    /**
     * The forge of a repository.
     *
     * @param repository what {@code git clone} takes
     * @throws ForgeException {@code CONFIGURATION} when no forge fits, with those that would
     */
    public static Forge open(String repository, ForgeSettings settings) {
        return open(repository, settings, providers());
    }

    static Forge open(String repository, ForgeSettings settings, List<ForgeProvider> providers) {
        RepositoryUrl url = RepositoryUrl.parse(repository);
        return providers.stream()
                .filter(provider -> settings.forge()
                        .map(provider.name()::equals)
                        .orElseGet(() -> provider.recognises(url, settings)))
                .findFirst()
                .orElseThrow(() -> unknown(url, settings, providers))
                .open(url, settings);
    }

    private static List<ForgeProvider> providers() {
        return ServiceLoader.load(ForgeProvider.class, Forges.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    private static ForgeException unknown(RepositoryUrl url, ForgeSettings settings, List<ForgeProvider> providers) {
        String cause = settings.forge()
                .map(name -> "there is no forge called '" + name + "'")
                .orElse("which forge serves this repository cannot be told from its URL");
        String known = providers.stream().map(ForgeProvider::described).collect(Collectors.joining(", "));
        return new ForgeException(
                ForgeException.Kind.CONFIGURATION,
                new Problem(url.toString(), cause, "name one of these forges: " + known));
    }
}
