package dev.fairlead.demo.registry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lets a request through that shows a token for what it does, or, as ACR takes it too, a password; and challenges every
 * other, in ACR's words.
 */
final class Gate {
    private static final String BEARER = "Bearer ";

    private final Tokens tokens;
    private final Accounts accounts;
    private final boolean open;

    /**
     * A gate.
     *
     * @param open whether everything is let through without a token
     */
    Gate(Tokens tokens, Accounts accounts, boolean open) {
        this.tokens = tokens;
        this.accounts = accounts;
        this.open = open;
    }

    /** Lets only who may do this in the repository pass. */
    void repository(Call call, String name, String action) {
        pass(call, "repository", name, action);
    }

    /** Lets only who may list the repositories pass. */
    void catalog(Call call) {
        pass(call, "registry", "catalog", "*");
    }

    /** Lets only who is signed in pass. */
    void anybody(Call call) {
        if (!open && !tokens.stands(token(call)) && byPassword(call).isEmpty()) {
            throw challenge(call, "", Map.of());
        }
    }

    private void pass(Call call, String type, String name, String action) {
        String token = token(call);
        boolean permitted = byPassword(call).map(accounts::may).orElse(Set.of()).contains(action);
        if (open || permitted || tokens.allows(token, type + ":" + name, action)) {
            return;
        }
        String scope = type + ":" + name + ":" + (action.equals("push") ? "pull,push" : action);
        String error = tokens.stands(token) ? ",error=\"insufficient_scope\"" : "";
        throw challenge(call, ",scope=\"" + scope + "\"" + error, List.of(detail(type, name, action)));
    }

    private static Map<String, String> detail(String type, String name, String action) {
        Map<String, String> detail = new LinkedHashMap<>();
        detail.put("Type", type);
        detail.put("Name", name);
        detail.put("Action", action);
        return detail;
    }

    private static Refusal challenge(Call call, String scope, Object detail) {
        String header = "Bearer realm=\"" + call.origin() + "/oauth2/token\",service=\"" + call.host() + "\"" + scope;
        return Refusal.of(
                        401,
                        "UNAUTHORIZED",
                        "authentication required, visit https://aka.ms/acr/authorization for more information.",
                        detail)
                .with("WWW-Authenticate", header);
    }

    private Optional<String> byPassword(Call call) {
        return call.header("Authorization").flatMap(accounts::who);
    }

    private static String token(Call call) {
        String header = call.header("Authorization").orElse("");
        return header.regionMatches(true, 0, BEARER, 0, BEARER.length()) ? header.substring(BEARER.length()) : "";
    }
}
