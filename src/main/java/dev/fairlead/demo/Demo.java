package dev.fairlead.demo;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import dev.fairlead.demo.registry.Account;
import dev.fairlead.demo.registry.EmbeddedRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The story of one version: pushed, found, proposed, reviewed, merged. It starts a registry on loopback, makes a config
 * repository in a folder, and runs the program's own commands on them.
 */
public final class Demo {
    private static final String OLD = "1.4.2";
    private static final String NEW = "1.5.0";
    private static final String USER = "demo";
    private static final String PASSWORD = "only-for-this-registry";

    private final CommandLineRunner fairlead;
    private final Map<String, String> environment;
    private final PrintWriter out;
    private final Clock clock;

    /**
     * @param environment the caller's variables; the demo adds what its own registry needs
     * @param out takes the story
     */
    public Demo(CommandLineRunner fairlead, Map<String, String> environment, PrintWriter out, Clock clock) {
        this.fairlead = fairlead;
        this.environment = environment;
        this.out = out;
        this.clock = clock;
    }

    /**
     * Tells the whole story.
     *
     * @param folder an empty or missing folder, which afterwards holds {@code config.git}
     * @throws FairleadException if a step of the story does not end as it should
     */
    public void run(Path folder) {
        try (EmbeddedRegistry registry =
                EmbeddedRegistry.start(EmbeddedRegistry.Options.acr(Account.admin(USER, PASSWORD)))) {
            Files.createDirectories(folder);
            Path configRepo = folder.resolve("config.git");
            tell(registry, configRepo, commandsEnvironment(registry, folder));
            deleteWhatOnlyTheRunNeeds(folder);
        } catch (IOException e) {
            throw new FairleadException(
                    new Problem(folder.toString(), e.toString(), "name a folder that can be written with --keep"), e);
        }
    }

    private void tell(EmbeddedRegistry registry, Path configRepo, Map<String, String> variables) {
        Instant now = clock.instant();
        String image = registry.host() + "/shop/api";
        for (String tag : List.of("1.3.9", "1.4.1", OLD)) {
            push(registry, tag, now.minus(Duration.ofDays(2)));
        }
        DemoConfigRepo.create(configRepo, registry.host(), now.minus(Duration.ofDays(1)));
        out.println("A registry that speaks ACR's API runs at " + registry.host() + ", and a config repository");
        out.println(
                "deploys shop/api:" + OLD + " from it: in an overlay, in a chart's values and in a plain Deployment.");

        step("A build pushes a new version, and a release candidate of the next");
        push(registry, NEW, now);
        push(registry, "1.6.0-rc.1", now);
        out.println("  pushed " + image + ":" + NEW + " and :1.6.0-rc.1");

        String repo = configRepo.toUri().toString();
        step("Which tag is the newest that the policy accepts, and why did the others lose?");
        command(variables, "tags", image, "--select", "semver:^1.4", "--explain");
        step("Propose it: one commit, one pull request, and only the version changes");
        command(variables, "update", "--repo", repo);
        step("Review it");
        command(variables, "pr", "show", "1", "--repo", repo);
        step("Merge it");
        command(variables, "pr", "merge", "1", "--repo", repo, "--delete-branch");
        step("Run again: there is nothing left to do");
        command(variables, "update", "--repo", repo);
        out.println();
        out.println("From here a pull agent (Flux, Argo CD) makes the cluster what Git says.");
    }

    private static void push(EmbeddedRegistry registry, String tag, Instant built) {
        registry.pushImage(
                "shop/api",
                tag,
                Map.of(
                        "org.opencontainers.image.source",
                        "https://git.example/shop/api",
                        "org.opencontainers.image.version",
                        tag),
                built);
    }

    private void step(String title) {
        out.println();
        out.println("── " + title);
    }

    private void command(Map<String, String> variables, String... arguments) {
        out.println("$ fairlead " + String.join(" ", quoted(arguments)));
        out.flush();
        int code = fairlead.run(List.of(arguments), variables, out);
        out.flush();
        if (code != 0) {
            throw new FairleadException(new Problem(
                    "demo",
                    "'fairlead " + arguments[0] + "' ended with exit code " + code,
                    "what it printed above says why; please report it with the output of --debug"));
        }
    }

    private static List<String> quoted(String... arguments) {
        List<String> quoted = new ArrayList<>();
        for (String argument : arguments) {
            quoted.add(argument.matches("[\\w./:=@-]+") ? argument : "'" + argument + "'");
        }
        return quoted;
    }

    /** What a user would have set up once: who to trust and how to sign in. Secrets are variables, never arguments. */
    private Map<String, String> commandsEnvironment(EmbeddedRegistry registry, Path folder) throws IOException {
        Path authority = Files.writeString(
                folder.resolve("registry-ca.pem"), registry.caPem().orElseThrow());
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("FAIRLEAD_ACR_HOSTS", registry.host());
        variables.put("FAIRLEAD_CA_FILE", authority.toString());
        variables.put("FAIRLEAD_REGISTRY_HOST", registry.host());
        variables.put("FAIRLEAD_REGISTRY_USERNAME", USER);
        variables.put("FAIRLEAD_REGISTRY_PASSWORD", PASSWORD);
        variables.put("FAIRLEAD_CACHE", folder.resolve("cache").toString());
        return variables;
    }

    private static void deleteWhatOnlyTheRunNeeds(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve("registry-ca.pem"));
        Folders.delete(folder.resolve("cache"));
    }
}
