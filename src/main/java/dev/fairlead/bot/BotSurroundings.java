package dev.fairlead.bot;

import dev.fairlead.bot.agenda.Ticker;
import dev.fairlead.bot.config.LeaseRule;
import dev.fairlead.bot.lead.Leadership;
import dev.fairlead.bot.lead.LeaseLeadership;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/**
 * What a bot has around it.
 *
 * @param environment its variables, with the secrets that the configuration names
 * @param host the address that it listens on
 * @param port 0 for a free one
 * @param ticker the time that schedules follow
 * @param clock the time that metrics tell
 * @param replicas how replicas agree which of them works
 */
public record BotSurroundings(
        Map<String, String> environment, String host, int port, Ticker ticker, Clock clock, Replicas replicas) {
    /** How replicas agree which of them works. */
    @FunctionalInterface
    public interface Replicas {
        /**
         * Not begun yet.
         *
         * @param address where this replica hears events, {@code host:port}
         */
        Leadership by(LeaseRule rule, String address);
    }

    public BotSurroundings {
        environment = Map.copyOf(environment);
    }

    /** This machine's times, and replicas in a Kubernetes cluster. */
    public static BotSurroundings of(Map<String, String> environment, String host, int port) {
        return new BotSurroundings(
                environment,
                host,
                port,
                Ticker.system(),
                Clock.systemUTC(),
                (rule, address) -> LeaseLeadership.inCluster(
                        rule, environment.getOrDefault("HOSTNAME", "fairlead-bot") + "_" + UUID.randomUUID(), address));
    }

    /** Where other replicas reach this one: its pod's address where that is told. */
    String address(int listening) {
        return environment.getOrDefault("POD_IP", ownHost()) + ":" + listening;
    }

    private String ownHost() {
        if (!host.equals("0.0.0.0")) {
            return host;
        }
        try {
            return InetAddress.getLocalHost().getHostAddress();
        } catch (UnknownHostException e) {
            return "127.0.0.1";
        }
    }
}
