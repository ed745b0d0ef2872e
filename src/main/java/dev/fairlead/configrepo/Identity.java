package dev.fairlead.configrepo;

/**
 * Who wrote a commit.
 *
 * @param name a name for people
 * @param email the address that a forge matches with an account
 */
public record Identity(String name, String email) {
    public Identity {
        if (name.isBlank() || unprintable(name) || unprintable(email)) {
            throw new IllegalArgumentException(
                    "an identity is a name and an e-mail address without '<', '>' or line breaks: " + name);
        }
    }

    private static boolean unprintable(String text) {
        return text.chars().anyMatch(c -> c == '<' || c == '>' || c < ' ');
    }

    /** {@code name <email>}, as Git writes it. */
    @Override
    public String toString() {
        return name + " <" + email + ">";
    }
}
