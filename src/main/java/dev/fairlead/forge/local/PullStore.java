package dev.fairlead.forge.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.Problem;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.PullRequest.State;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.util.RawParseUtils;

/**
 * The records of all pull requests: {@code refs/fairlead/pulls/N/meta} is at a commit whose tree holds
 * {@code pull.json} and {@code body.md}, and whose history is the pull request's. Its message repeats head, base and
 * state, so that a search needs to read no more than the message. A ref is only ever made (which claims the number)
 * or moved from the record that was read.
 */
final class PullStore {
    static final String PREFIX = "refs/fairlead/pulls/";
    private static final String META = "/meta";
    private static final String JSON_FILE = "pull.json";
    private static final String BODY_FILE = "body.md";

    private final Repository repository;
    private final LocalRefs refs;
    private final Clock clock;
    private final String actor;
    private final String email;

    PullStore(Repository repository, LocalRefs refs, Clock clock, String actor, String email) {
        this.repository = repository;
        this.refs = refs;
        this.clock = clock;
        this.actor = actor;
        this.email = email;
    }

    /** A record, and the commit that holds it. */
    record Stored(ObjectId commit, PullRecord pull) {}

    /** What a record's message tells. */
    record Summary(String head, String base, State state) {}

    static String metaRef(int number) {
        return PREFIX + number + META;
    }

    static String headRef(int number) {
        return PREFIX + number + "/head";
    }

    /** Every number with its record's commit, none left out below the highest. */
    SortedMap<Integer, ObjectId> all() {
        SortedMap<Integer, ObjectId> found = new TreeMap<>();
        try {
            for (Ref ref : repository.getRefDatabase().getRefsByPrefix(PREFIX)) {
                number(ref.getName()).ifPresent(number -> found.put(number, ref.getObjectId()));
            }
        } catch (IOException e) {
            throw RecordTree.damaged(repository, PREFIX, String.valueOf(e.getMessage()), e);
        }
        // A folder that changes while it is listed may hide an older entry and show a newer one.
        int highest = found.isEmpty() ? 0 : found.lastKey();
        for (int number = 1; found.size() < highest && number < highest; number++) {
            int missing = number;
            found.computeIfAbsent(missing, n -> refs.read(metaRef(n)).orElse(null));
        }
        return found;
    }

    private static Optional<Integer> number(String ref) {
        String middle = ref.endsWith(META) ? ref.substring(PREFIX.length(), ref.length() - META.length()) : "";
        return middle.matches("[1-9][0-9]{0,8}") ? Optional.of(Integer.valueOf(middle)) : Optional.empty();
    }

    Optional<Stored> load(int number) {
        return refs.read(metaRef(number)).map(commit -> load(number, commit));
    }

    Stored load(int number, ObjectId commit) {
        String ref = metaRef(number);
        SortedMap<String, String> files = RecordTree.read(repository, ref, commit);
        JsonNode json = RecordTree.parse(repository, ref, JSON_FILE, files);
        int version = json.path("version").asInt();
        if (version != PullRecord.VERSION || !(json instanceof ObjectNode object)) {
            throw new ForgeException(
                    ForgeException.Kind.MALFORMED,
                    new Problem(
                            repository.getDirectory() + " " + ref,
                            "this record is of version " + version + ", and version " + PullRecord.VERSION
                                    + " is known here",
                            "use the Fairlead that wrote it, or a newer one"));
        }
        object.put("body", files.getOrDefault(BODY_FILE, ""));
        try {
            return new Stored(commit, RecordTree.JSON.treeToValue(object, PullRecord.class));
        } catch (JsonProcessingException e) {
            throw RecordTree.damaged(repository, ref, e.getOriginalMessage(), e);
        }
    }

    Summary summary(int number, ObjectId commit) {
        try (ObjectReader reader = repository.newObjectReader()) {
            byte[] raw = reader.open(commit, Constants.OBJ_COMMIT).getBytes();
            String message = RawParseUtils.decode(raw, Math.max(0, RawParseUtils.commitMessage(raw, 0)), raw.length);
            return new Summary(
                    footer(message, "Head"), footer(message, "Base"), State.valueOf(footer(message, "State")));
        } catch (IOException | IllegalArgumentException e) {
            throw RecordTree.damaged(repository, metaRef(number), String.valueOf(e.getMessage()), e);
        }
    }

    private static String footer(String message, String name) {
        return message.lines()
                .filter(line -> line.startsWith(name + ": "))
                .reduce((first, last) -> last)
                .map(line -> line.substring(name.length() + 2))
                .orElseThrow(() -> new IllegalArgumentException("its message has no " + name));
    }

    /** Writes the first record; empty when its number was taken meanwhile. */
    Optional<Stored> create(PullRecord pull) {
        ObjectId commit = write(pull, ObjectId.zeroId(), "Open");
        return refs.move(metaRef(pull.number()), ObjectId.zeroId(), commit)
                ? Optional.of(new Stored(commit, pull))
                : Optional.empty();
    }

    /**
     * Changes a record, trying again from the newest one as long as others are faster. A change that changes nothing
     * is not written.
     */
    Stored change(int number, String event, UnaryOperator<PullRecord> change) {
        for (int attempt = 1; ; attempt++) {
            Stored before = load(number).orElseThrow(() -> unknown(String.valueOf(number)));
            PullRecord after = change.apply(before.pull());
            if (after.equals(before.pull())) {
                return before;
            }
            String now = clock.instant().toString();
            PullRecord stamped = after.with(draft -> draft.updatedAt = now);
            ObjectId commit = write(stamped, before.commit(), event);
            if (refs.move(metaRef(number), before.commit(), commit)) {
                return new Stored(commit, stamped);
            }
            LocalRefs.pause(Math.min(100, 2 << Math.min(attempt, 6)));
        }
    }

    private ObjectId write(PullRecord pull, ObjectId before, String event) {
        ObjectNode json = RecordTree.JSON.valueToTree(pull);
        json.remove("body");
        SortedMap<String, String> files = new TreeMap<>();
        files.put(JSON_FILE, RecordTree.print(json));
        files.put(BODY_FILE, pull.body());
        String message =
                event + "\n\nHead: " + pull.head() + "\nBase: " + pull.base() + "\nState: " + pull.state() + "\n";
        return RecordTree.write(
                repository, files, before, new PersonIdent(actor, email, clock.instant(), clock.getZone()), message);
    }

    ForgeException unknown(String id) {
        return new ForgeException(
                ForgeException.Kind.NOT_FOUND,
                new Problem(
                        repository.getDirectory() + "#" + id,
                        "there is no such pull request",
                        "list them: fairlead pr list --repo " + repository.getDirectory()));
    }
}
