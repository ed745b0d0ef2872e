package dev.fairlead.bot.work;

import dev.fairlead.bot.agenda.Wanted;
import dev.fairlead.bot.config.RepositoryRule;
import dev.fairlead.configrepo.ConfigRepo;
import dev.fairlead.configrepo.GitEnvironment;
import dev.fairlead.configrepo.RepoLocation;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeSettings;
import dev.fairlead.forge.Forges;
import dev.fairlead.image.ImageName;
import dev.fairlead.update.RegistryAccess;
import dev.fairlead.update.UpdateEnvironment;
import dev.fairlead.update.UpdateRequest;
import dev.fairlead.update.command.CommentCommands;
import dev.fairlead.update.report.UpdateListener;
import dev.fairlead.update.report.UpdateReport;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One config repository. Its mirror and its forge stay open from run to run, as long as the secrets of its configuration stay
 * as they are. Runs come one after the other; {@link #known} serves any thread.
 */
public final class RepositoryWork implements AutoCloseable {
    private final RepositoryRule rule;
    private final Map<String, String> environment;
    private final RegistryAccess registries;
    private volatile KnownContent known = KnownContent.NOTHING;
    private Map<String, String> variables = Map.of();
    private @Nullable Opened opened;

    private record Opened(ConfigRepo repo, Forge forge, UpdateEnvironment environment) implements AutoCloseable {
        @Override
        public void close() {
            repo.close();
            forge.close();
        }
    }

    /**
     * A repository that nobody has asked anything yet.
     *
     * @param environment the bot's variables
     * @param registries closed by their owner
     */
    public RepositoryWork(RepositoryRule rule, Map<String, String> environment, RegistryAccess registries) {
        this.rule = rule;
        this.environment = environment;
        this.registries = registries;
    }

    public RepositoryRule rule() {
        return rule;
    }

    /** What the last runs saw of it. */
    public KnownContent known() {
        return known;
    }

    /** Whether a change of this image concerns it. */
    public boolean holds(ImageName image) {
        return !known.seen() || known.images().contains(image);
    }

    /**
     * Runs once.
     *
     * @throws dev.fairlead.FairleadException if nothing could be done
     */
    public UpdateReport run(Wanted wanted, UpdateListener listener) {
        UpdateRequest request = UpdateRequest.configured().withConfigFile(rule.configFile());
        boolean everything = wanted.everything() || !known.seen();
        UpdateReport report = CommentCommands.runAfterwards(
                everything ? request : request.onlyImages(wanted.images()),
                opened().environment().tellingTo(listener));
        if (everything) {
            known = known.after(report);
        }
        return report;
    }

    private synchronized Opened opened() {
        Map<String, String> now = variables();
        Opened before = opened;
        if (before != null && now.equals(variables)) {
            return before;
        }
        close();
        Opened anew = open(now);
        opened = anew;
        variables = now;
        return anew;
    }

    private Map<String, String> variables() {
        Map<String, String> all = new HashMap<>(environment);
        rule.variables()
                .forEach(variable -> all.put(variable.name(), variable.value().read(environment)));
        return all;
    }

    private Opened open(Map<String, String> with) {
        GitEnvironment git = new GitEnvironment(with);
        ForgeSettings settings = ForgeSettings.of(with);
        Forge forge = Forges.open(rule.url(), rule.forge().map(settings::named).orElse(settings));
        ConfigRepo repo = git.open(RepoLocation.parse(rule.url()));
        UpdateEnvironment plain = UpdateEnvironment.of(repo, forge, registries);
        UpdateEnvironment named = git.committer().map(plain::as).orElse(plain);
        return new Opened(repo, forge, git.signer().map(named::signedBy).orElse(named));
    }

    @Override
    public synchronized void close() {
        Opened before = opened;
        opened = null;
        if (before != null) {
            before.close();
        }
    }
}
