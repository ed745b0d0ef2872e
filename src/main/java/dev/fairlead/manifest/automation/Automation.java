package dev.fairlead.manifest.automation;

import dev.fairlead.manifest.field.PolicyName;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the files tell other updaters.
 *
 * @param policies Flux image policies
 * @param repositories Flux image repositories
 * @param argoImages images of Argo CD Image Updater annotations
 */
public record Automation(
        List<FluxImagePolicy> policies, List<FluxImageRepository> repositories, List<ArgoImage> argoImages) {
    /** Nothing. */
    public static final Automation NONE = new Automation(List.of(), List.of(), List.of());

    public Automation {
        policies = List.copyOf(policies);
        repositories = List.copyOf(repositories);
        argoImages = List.copyOf(argoImages);
    }

    /**
     * The policy of this name. An object whose file says no namespace (Kustomize or {@code kubectl -n} gives it one) is
     * found by its name alone, if no object says the namespace and name, and if it is the only such one.
     */
    public Optional<FluxImagePolicy> policy(PolicyName wanted) {
        return only(
                policies.stream()
                        .filter(policy -> policy.name().equals(wanted.name()))
                        .toList(),
                FluxImagePolicy::namespace,
                wanted.namespace());
    }

    /** The repository that this policy chooses from. */
    public Optional<FluxImageRepository> repositoryOf(FluxImagePolicy policy) {
        List<FluxImageRepository> named = repositories.stream()
                .filter(repository -> repository.name().equals(policy.repositoryName()))
                .toList();
        Optional<String> namespace = policy.repositoryNamespace().or(policy::namespace);
        return namespace.isPresent()
                ? only(named, FluxImageRepository::namespace, namespace.get())
                : named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
    }

    private static <T> Optional<T> only(List<T> named, Function<T, Optional<String>> namespace, String wanted) {
        List<T> exact = named.stream()
                .filter(object -> namespace.apply(object).equals(Optional.of(wanted)))
                .toList();
        List<T> candidates = exact.isEmpty()
                ? named.stream()
                        .filter(object -> namespace.apply(object).isEmpty())
                        .toList()
                : exact;
        return candidates.size() == 1 ? Optional.of(candidates.get(0)) : Optional.empty();
    }
}
