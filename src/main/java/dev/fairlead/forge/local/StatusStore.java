package dev.fairlead.forge.local;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.fairlead.forge.CommitStatus;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/** The statuses of a commit: {@code refs/fairlead/statuses/COMMIT} is at a commit with {@code statuses.json}. */
final class StatusStore {
    static final String PREFIX = "refs/fairlead/statuses/";
    private static final String FILE = "statuses.json";

    private final Repository repository;
    private final LocalRefs refs;
    private final Clock clock;
    private final String actor;
    private final String email;

    StatusStore(Repository repository, LocalRefs refs, Clock clock, String actor, String email) {
        this.repository = repository;
        this.refs = refs;
        this.clock = clock;
        this.actor = actor;
        this.email = email;
    }

    record StatusRecord(
            String context,
            CommitStatus.State state,
            String description,
            @Nullable String url,
            String author,
            String at) {
        CommitStatus view() {
            return new CommitStatus(context, state, description, Optional.ofNullable(url));
        }
    }

    List<StatusRecord> read(String commit) {
        return refs.read(PREFIX + commit).map(at -> read(commit, at)).orElse(List.of());
    }

    private List<StatusRecord> read(String commit, ObjectId at) {
        String ref = PREFIX + commit;
        var json = RecordTree.parse(repository, ref, FILE, RecordTree.read(repository, ref, at));
        try {
            return RecordTree.JSON
                    .readerFor(new TypeReference<List<StatusRecord>>() {})
                    .readValue(json);
        } catch (IOException e) {
            throw RecordTree.damaged(repository, ref, String.valueOf(e.getMessage()), e);
        }
    }

    /** Sets the status of its context, unless it says so already. */
    void put(String commit, CommitStatus status) {
        for (int attempt = 1; ; attempt++) {
            ObjectId before = refs.read(PREFIX + commit).orElse(ObjectId.zeroId());
            List<StatusRecord> records =
                    new ArrayList<>(before.equals(ObjectId.zeroId()) ? List.of() : read(commit, before));
            if (records.stream().anyMatch(record -> record.view().equals(status))) {
                return;
            }
            records.removeIf(record -> record.context().equals(status.context()));
            records.add(new StatusRecord(
                    status.context(),
                    status.state(),
                    status.description(),
                    status.url().orElse(null),
                    actor,
                    clock.instant().toString()));
            if (refs.move(PREFIX + commit, before, write(records, before))) {
                return;
            }
            LocalRefs.pause(Math.min(100, 2 << Math.min(attempt, 6)));
        }
    }

    private ObjectId write(List<StatusRecord> records, ObjectId before) {
        TreeMap<String, String> files = new TreeMap<>();
        files.put(FILE, RecordTree.print(records));
        PersonIdent who = new PersonIdent(actor, email, clock.instant(), clock.getZone());
        return RecordTree.write(repository, files, before, who, "Set a status\n");
    }
}
