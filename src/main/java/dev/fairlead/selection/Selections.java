package dev.fairlead.selection;

import dev.fairlead.registry.Registry;

/** Chooses tags. */
public final class Selections {
    private Selections() {}

    /**
     * Chooses the newest acceptable tag. Tags stream through: without an explanation only the best are held, whatever
     * their number. Details of images are asked for only where the filter or the policy needs them, the best candidate
     * first.
     *
     * @throws SelectionException if so many candidates would have to be asked that the question should be narrower
     * @throws dev.fairlead.registry.RegistryException if the registry cannot be asked
     */
    public static Selection select(SelectionRequest request, Registry registry) {
        return request.selector().policy() instanceof TagPolicy.Follow follow
                ? new FollowRun(request, registry, follow.tag()).run()
                : ordered(
                        request,
                        registry,
                        ((TagPolicy.Ordered) request.selector().policy()).ordering());
    }

    private static <K> Selection ordered(SelectionRequest request, Registry registry, Ordering<K> ordering) {
        return new OrderedRun<>(request, registry, ordering).run();
    }
}
