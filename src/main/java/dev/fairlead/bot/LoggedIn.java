package dev.fairlead.bot;

import dev.fairlead.bot.config.RegistryLogin;
import dev.fairlead.registry.Registries;
import dev.fairlead.registry.RegistrySettings;
import dev.fairlead.registry.Secret;
import dev.fairlead.registry.SignIn;
import dev.fairlead.update.NetworkRegistries;
import dev.fairlead.update.RegistryAccess;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Registries by the environment's settings and the configuration's logins. A password that is renewed counts from the next run on. */
final class LoggedIn implements RegistryAccess, AutoCloseable {
    private final NetworkRegistries network;
    private final List<RegistryLogin> logins;
    private final Map<String, String> environment;

    LoggedIn(List<RegistryLogin> logins, Map<String, String> environment) {
        this.network = NetworkRegistries.of(RegistrySettings.fromEnvironment(environment));
        this.logins = logins;
        this.environment = environment;
    }

    @Override
    public Registries with(UnaryOperator<RegistrySettings> adjustment) {
        return network.with(settings -> adjustment.apply(signedIn(settings)));
    }

    private RegistrySettings signedIn(RegistrySettings settings) {
        RegistrySettings all = settings;
        for (RegistryLogin login : logins) {
            Secret password = new Secret(login.password().read(environment));
            all = all.withSignIn(login.host(), new SignIn.Basic(login.username(), password));
        }
        return all;
    }

    @Override
    public void close() {
        network.close();
    }
}
