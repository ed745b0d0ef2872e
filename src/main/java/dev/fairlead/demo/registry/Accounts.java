package dev.fairlead.demo.registry;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who may sign in, and what each may do. */
final class Accounts {
    /** The user name that goes with a refresh token where a password is asked for. */
    private static final String NULL_USER = "00000000-0000-0000-0000-000000000000";

    private static final String BASIC = "Basic ";
    private static final String NOBODY = "";

    private final Map<String, Account> byName = new HashMap<>();
    private final Tokens tokens;
    private final boolean anonymousPull;

    Accounts(List<Account> accounts, Tokens tokens, boolean anonymousPull) {
        accounts.forEach(account -> byName.put(account.name(), account));
        this.tokens = tokens;
        this.anonymousPull = anonymousPull;
    }

    /** Who shows this {@code Authorization}: a name with its password, or a refresh token in a password's place. */
    Optional<String> who(String authorization) {
        if (!authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return Optional.empty();
        }
        String pair = decoded(authorization.substring(BASIC.length()).strip());
        int colon = pair.indexOf(':');
        String name = colon < 0 ? pair : pair.substring(0, colon);
        String password = colon < 0 ? "" : pair.substring(colon + 1);
        if (name.equals(NULL_USER)) {
            return tokens.whoRefreshes(password);
        }
        return Optional.ofNullable(byName.get(name))
                .filter(account -> same(account.password(), password))
                .map(Account::name);
    }

    /** The actions that somebody is permitted; somebody who has no account has an Entra identity, which may do all. */
    Set<String> may(String who) {
        if (who.equals(NOBODY)) {
            return anonymousPull ? Set.of("pull", "metadata_read") : Set.of();
        }
        return byName.getOrDefault(who, Account.admin(who, "")).actions();
    }

    /** Compares two secrets in a time that tells nothing of where they differ. */
    static boolean same(String known, String shown) {
        return MessageDigest.isEqual(known.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
