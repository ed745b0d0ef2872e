package dev.fairlead.forge.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.Fingerprint;
import dev.fairlead.forge.BoundedText;
import dev.fairlead.forge.Issue;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;

/** Issues: {@code refs/fairlead/issues/HASH-OF-KEY} is at a commit with {@code issue.json} and {@code body.md}. */
final class IssueStore {
    private static final String PREFIX = "refs/fairlead/issues/";
    private static final String JSON_FILE = "issue.json";
    private static final String BODY_FILE = "body.md";
    private static final int HASH_BYTES = 8;

    private final Repository repository;
    private final LocalRefs refs;
    private final Clock clock;
    private final String actor;
    private final String email;

    IssueStore(Repository repository, LocalRefs refs, Clock clock, String actor, String email) {
        this.repository = repository;
        this.refs = refs;
        this.clock = clock;
        this.actor = actor;
        this.email = email;
    }

    private static String ref(String key) {
        return PREFIX + Fingerprint.of(key, HASH_BYTES);
    }

    Optional<Issue> find(String key) {
        return refs.read(ref(key)).map(commit -> read(key, commit));
    }

    private Issue read(String key, ObjectId commit) {
        String ref = ref(key);
        SortedMap<String, String> files = RecordTree.read(repository, ref, commit);
        JsonNode json = RecordTree.parse(repository, ref, JSON_FILE, files);
        return new Issue(
                ref.substring(PREFIX.length()),
                repository.getDirectory() + " " + ref,
                json.path("title").asText(),
                files.getOrDefault(BODY_FILE, ""));
    }

    /** Writes it, unless it says so already. */
    Issue put(String key, String title, String body) {
        String ref = ref(key);
        String line = BoundedText.line(title, LocalEditing.TITLE_LIMIT);
        String text = BoundedText.markdown(body, LocalEditing.BODY_LIMIT);
        for (int attempt = 1; ; attempt++) {
            ObjectId before = refs.read(ref).orElse(ObjectId.zeroId());
            Optional<Issue> known =
                    before.equals(ObjectId.zeroId()) ? Optional.empty() : Optional.of(read(key, before));
            if (known.filter(issue -> issue.title().equals(line) && issue.body().equals(text))
                    .isPresent()) {
                return known.get();
            }
            ObjectId written = write(Map.of("key", key, "title", line), text, before);
            if (refs.move(ref, before, written)) {
                return read(key, written);
            }
            LocalRefs.pause(Math.min(100, 2 << Math.min(attempt, 6)));
        }
    }

    private ObjectId write(Map<String, String> json, String text, ObjectId before) {
        SortedMap<String, String> files = new TreeMap<>();
        files.put(JSON_FILE, RecordTree.print(new TreeMap<>(json)));
        files.put(BODY_FILE, text);
        PersonIdent who = new PersonIdent(actor, email, clock.instant(), clock.getZone());
        return RecordTree.write(repository, files, before, who, "Write the issue\n");
    }
}
