package io.jenkins.plugins.fairlead.connect;

import dev.fairlead.pipeline.access.Access;
import dev.fairlead.pipeline.access.Login;
import dev.fairlead.pipeline.order.RepositoryOrder;
import io.jenkins.plugins.fairlead.login.ResolvedLogin;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.remoting.SerializableOnlyOverRemoting;

/** Everything that a step may use, with secrets: made on the controller right before the work, and sent to where it is done. */
public final class ResolvedAccess implements SerializableOnlyOverRemoting {
    private static final long serialVersionUID = 1L;

    private final Servers servers;
    private final HashMap<String, ResolvedLogin> registries;
    private final ResolvedLogin registry;
    private final ResolvedLogin git;
    private final ResolvedLogin forge;
    private final Route route;
    private final boolean local;
    private final LinkedHashMap<String, String> environment;
    private final ArrayList<String> notes;

    ResolvedAccess(
            Servers servers,
            RegistryLogins registries,
            ResolvedLogin registry,
            ResolvedLogin git,
            ResolvedLogin forge,
            Route route,
            Place place) {
        this.servers = servers;
        this.registries = new HashMap<>(registries.logins());
        this.notes = new ArrayList<>(registries.notes());
        this.registry = registry;
        this.git = git;
        this.forge = forge;
        this.route = route;
        this.local = place.isRemote();
        this.environment = new LinkedHashMap<>(place.getEnvironment());
    }

    /** The engine's word for it. */
    public Access access(Path cache) {
        Map<String, Login> logins = new HashMap<>();
        registries.forEach((host, login) -> logins.put(host, login.login()));
        return new Access(
                logins, registry.login(), git.login(), forge.login(), route.network(), cache, local, environment);
    }

    /** What the build's log should tell of it. */
    public List<String> notes() {
        return Collections.unmodifiableList(notes);
    }

    /** The config repository. */
    public RepositoryOrder repository() {
        return new RepositoryOrder(
                servers.getRepository(),
                Optional.of(servers.getForge()).filter(name -> !name.isEmpty()),
                Optional.of(servers.getApiUrl()).filter(url -> !url.isEmpty()).map(URI::create));
    }
}
