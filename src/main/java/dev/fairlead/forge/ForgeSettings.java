package dev.fairlead.forge;

import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * What a forge has to know beside its repository.
 *
 * @param forge the forge's name, where the URL alone does not tell
 * @param apiUrl where its API is, where the URL alone does not tell
 * @param credentials who we are; where empty, what the environment says for this host
 * @param environment the process's variables
 * @param connection how to reach it
 * @param actor who writes, where the forge does not know by the credentials
 */
public record ForgeSettings(
        Optional<String> forge,
        Optional<URI> apiUrl,
        Optional<ForgeCredentials> credentials,
        Map<String, String> environment,
        Connection connection,
        Actor actor,
        Clock clock) {
    /**
     * A name for commits and pull requests.
     *
     * @param email for commits
     */
    public record Actor(String name, String email) {}

    public ForgeSettings {
        environment = Map.copyOf(environment);
    }

    /** Everything from the URL and the environment. */
    public static ForgeSettings of(Map<String, String> environment) {
        return new ForgeSettings(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                environment,
                Connection.DEFAULT,
                new Actor("fairlead", "fairlead@localhost"),
                Clock.systemUTC());
    }

    public ForgeSettings named(String name) {
        return new ForgeSettings(Optional.of(name), apiUrl, credentials, environment, connection, actor, clock);
    }

    public ForgeSettings withApiUrl(URI url) {
        return new ForgeSettings(forge, Optional.of(url), credentials, environment, connection, actor, clock);
    }

    public ForgeSettings withCredentials(ForgeCredentials who) {
        return new ForgeSettings(forge, apiUrl, Optional.of(who), environment, connection, actor, clock);
    }

    public ForgeSettings withConnection(Connection how) {
        return new ForgeSettings(forge, apiUrl, credentials, environment, how, actor, clock);
    }

    public ForgeSettings withActor(Actor who) {
        return new ForgeSettings(forge, apiUrl, credentials, environment, connection, who, clock);
    }

    public ForgeSettings withClock(Clock time) {
        return new ForgeSettings(forge, apiUrl, credentials, environment, connection, actor, time);
    }

    /** Without the environment, which holds secrets. */
    @Override
    public String toString() {
        return "ForgeSettings[forge=" + forge + ", apiUrl=" + apiUrl + ", credentials=" + credentials + ", connection="
                + connection + ", actor=" + actor + "]";
    }
}
