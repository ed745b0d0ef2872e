package dev.fairlead.configrepo;

import java.util.Optional;

/**
 * One try at work that ends in a push.
 *
 * @param <T> what it returns when it is done
 */
@FunctionalInterface
public interface Attempt<T> {

    /**
     * Fetches, plans, commits and pushes.
     *
     * @param number 1 for the first try
     * @return the result, or empty when the push {@linkplain PushResult#lostRace() lost a race} and all of it is to be
     *     done again
     */
    Optional<T> run(int number);
}
