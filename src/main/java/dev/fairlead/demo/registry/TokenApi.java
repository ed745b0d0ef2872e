package dev.fairlead.demo.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * ACR's sign-in: {@code POST /oauth2/exchange} (Entra token → refresh token), {@code POST /oauth2/token} (refresh token →
 * access token for a scope), {@code GET /oauth2/token} (name and password, or nobody → access token).
 */
final class TokenApi {
    private final Tokens tokens;
    private final Accounts accounts;
    private final Set<String> entraTokens;

    TokenApi(Tokens tokens, Accounts accounts, Set<String> entraTokens) {
        this.tokens = tokens;
        this.accounts = accounts;
        this.entraTokens = entraTokens;
    }

    Reply handle(Call call) {
        if (call.path().equals("/oauth2/exchange") && call.method().equals("POST")) {
            return exchange(call);
        }
        if (call.path().equals("/oauth2/token")) {
            return switch (call.method()) {
                case "GET" -> byPassword(call);
                case "POST" -> byRefreshToken(call);
                default -> throw Refusal.method("GET, POST");
            };
        }
        throw call.path().equals("/oauth2/exchange") ? Refusal.method("POST") : Refusal.notFound();
    }

    private Reply exchange(Call call) {
        Map<String, String> form = call.form();
        ours(call, form.get("service"));
        if (!Set.of("access_token", "access_token_refresh_token").contains(form.getOrDefault("grant_type", ""))) {
            throw unauthorized();
        }
        String shown = form.getOrDefault("access_token", "");
        boolean known = entraTokens.stream().anyMatch(token -> Accounts.same(token, shown));
        if (!known) {
            throw unauthorized();
        }
        return Reply.json(200, Map.of("refresh_token", tokens.refresh("entra")));
    }

    private Reply byRefreshToken(Call call) {
        Map<String, String> form = call.form();
        ours(call, form.get("service"));
        String scope = form.getOrDefault("scope", "");
        String who = switch (form.getOrDefault("grant_type", "")) {
            case "refresh_token" ->
                tokens.whoRefreshes(form.getOrDefault("refresh_token", "")).orElseThrow(TokenApi::unauthorized);
            case "password" -> ""; // how Azure's own clients ask as nobody
            default -> throw unauthorized();
        };
        return grant(who, Stream.of(scope.split(" ", -1)).toList());
    }

    private Reply byPassword(Call call) {
        ours(call, call.query("service").orElse(null));
        String who = call.header("Authorization")
                .map(shown -> accounts.who(shown).orElseThrow(TokenApi::unauthorized))
                .orElse("");
        return grant(who, call.query("scope").stream().toList());
    }

    private Reply grant(String who, List<String> scopes) {
        Map<String, List<String>> granted = new HashMap<>();
        boolean asked = false;
        for (String scope : scopes) {
            int last = scope.lastIndexOf(':');
            int first = scope.indexOf(':');
            if (last > first && first > 0) {
                asked = true;
                List<String> allowed = allowed(who, scope.substring(last + 1));
                if (!allowed.isEmpty()) {
                    granted.put(scope.substring(0, last), allowed);
                }
            }
        }
        if ((asked && granted.isEmpty()) || (!asked && who.isEmpty())) {
            throw unauthorized();
        }
        return Reply.json(200, Map.of("access_token", tokens.access(who, granted)));
    }

    private List<String> allowed(String who, String actions) {
        Set<String> may = accounts.may(who);
        List<String> allowed = new ArrayList<>();
        for (String action : actions.split(",", -1)) {
            if (may.contains(action)) {
                allowed.add(action);
            }
        }
        return allowed;
    }

    /** The service that a token is asked for must be this one. */
    private static void ours(Call call, @Nullable String service) {
        if (!call.host().equals(service)) {
            throw Refusal.badRequest("service is not this registry");
        }
    }

    private static Refusal unauthorized() {
        return Refusal.of(
                401,
                "UNAUTHORIZED",
                "authentication required, visit https://aka.ms/acr/authorization for more information.");
    }
}
