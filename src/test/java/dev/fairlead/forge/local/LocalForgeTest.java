package dev.fairlead.forge.local;

import dev.fairlead.forge.BareRepository;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeContract;
import dev.fairlead.forge.ForgeSettings;
import dev.fairlead.forge.ForgeWorld;
import dev.fairlead.forge.RepositoryUrl;
import dev.fairlead.forge.local.PullRecord.CommentRecord;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;

/** The local forge keeps the contract. */
@DisplayName("Local forge")
class LocalForgeTest extends ForgeContract {
    @Override
    protected ForgeWorld start(Path folder) {
        return new LocalWorld(BareRepository.create(folder.resolve("config.git")));
    }

    /** A bare repository, and a forge for each who asks. */
    static final class LocalWorld implements ForgeWorld {
        private final BareRepository repository;
        private final AtomicInteger writes = new AtomicInteger();
        private final List<Forge> opened = new ArrayList<>();
        private final LocalForge forge;

        LocalWorld(BareRepository repository) {
            this.repository = repository;
            forge = open("fairlead");
        }

        private synchronized LocalForge open(String actor) {
            LocalForge made = LocalProvider.open(
                    RepositoryUrl.parse(repository.path().toUri().toString()),
                    ForgeSettings.of(Map.of()).withActor(new ForgeSettings.Actor(actor, actor + "@example.com")),
                    step -> writes.incrementAndGet());
            opened.add(made);
            return made;
        }

        @Override
        public Forge forge() {
            return forge;
        }

        @Override
        public Forge another() {
            return open("fairlead");
        }

        @Override
        public BareRepository repository() {
            return repository;
        }

        @Override
        public int writes() {
            return writes.get();
        }

        @Override
        public void commentBy(String person, String id, String text) {
            String now = Instant.now().toString();
            LocalRefs refs = new LocalRefs(repository.git(), Steps.NONE);
            PullStore store = new PullStore(repository.git(), refs, Clock.systemUTC(), person, person + "@example.com");
            store.change(
                    Integer.parseInt(id),
                    "Comment",
                    pull -> pull.with(draft -> draft.comments.add(new CommentRecord(
                            String.valueOf(draft.comments.size() + 1), person, text, null, now, now))));
        }

        @Override
        public void close() {
            opened.forEach(Forge::close);
            repository.close();
        }
    }
}
