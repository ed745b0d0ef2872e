package dev.fairlead.demo.registry;

import java.util.Set;

/**
 * Who may sign in with a name and a password.
 *
 * @param name the account's name
 * @param password its password
 * @param actions what it may do in every repository, in ACR's words: {@code pull} (an ACR scope map's content_read), {@code
 *     push}, {@code delete}, {@code metadata_read}
 */
public record Account(String name, String password, Set<String> actions) {

    public Account {
        actions = Set.copyOf(actions);
    }

    /** An account that may do everything. */
    public static Account admin(String name, String password) {
        return new Account(name, password, Set.of("pull", "push", "delete", "metadata_read", "*"));
    }

    @Override
    public String toString() {
        return "Account[" + name + ", " + actions + "]";
    }
}
