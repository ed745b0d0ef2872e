package dev.fairlead.configrepo;

import dev.fairlead.configrepo.PushResult.RefOutcome;
import dev.fairlead.configrepo.PushResult.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PushConnection;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.Transport;

/** Pushes with leases and tells a lost race from a refusal. */
final class Pusher {
    private final ObjectStore objects;
    private final Committer committer;

    Pusher(ObjectStore objects, Committer committer) {
        this.objects = objects;
        this.committer = committer;
    }

    PushResult push(List<RefUpdate> updates) {
        try (Transport transport = objects.remote().transports().open(local(updates))) {
            transport.setPushAtomic(updates.size() > 1);
            try (PushConnection connection = transport.openPush()) {
                Optional<PushResult> lost = lostAlready(updates, connection.getRefsMap());
                return lost.isPresent() ? lost.get() : send(updates, connection);
            }
        } catch (IOException e) {
            throw objects.remote().transports().failure(e);
        }
    }

    private Repository local(List<RefUpdate> updates) {
        Map<ObjectId, Integer> send = new HashMap<>();
        for (RefUpdate update : updates) {
            update.target().flatMap(id -> committer.written(id.jgit())).ifPresent(send::putAll);
        }
        return new PushView(objects.mirror().repository(), send);
    }

    private static Optional<PushResult> lostAlready(List<RefUpdate> updates, Map<String, Ref> advertised) {
        List<RefOutcome> outcomes = new ArrayList<>();
        for (RefUpdate update : updates) {
            Ref ref = advertised.get(update.ref());
            Optional<GitId> now =
                    Optional.ofNullable(ref == null ? null : ref.getObjectId()).map(GitId::of);
            boolean lost = !now.equals(update.expected());
            outcomes.add(new RefOutcome(
                    update.ref(), lost ? Status.LOST_RACE : Status.NOT_TRIED, lost ? moved(now) : "another ref moved"));
        }
        return outcomes.stream().anyMatch(outcome -> outcome.status() == Status.LOST_RACE)
                ? Optional.of(new PushResult(outcomes))
                : Optional.empty();
    }

    private static String moved(Optional<GitId> now) {
        return now.map(id -> "it is at " + id.abbreviated() + " now").orElse("it is gone");
    }

    private PushResult send(List<RefUpdate> updates, PushConnection connection) throws IOException {
        Map<String, RemoteRefUpdate> commands = new LinkedHashMap<>();
        for (RefUpdate update : updates) {
            commands.put(
                    update.ref(),
                    new RemoteRefUpdate(
                            null,
                            null,
                            update.target().map(GitId::jgit).orElse(ObjectId.zeroId()),
                            update.ref(),
                            true,
                            null,
                            update.expected().map(GitId::jgit).orElse(ObjectId.zeroId())));
        }
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        connection.push(NullProgressMonitor.INSTANCE, commands, told);
        List<RefOutcome> outcomes = new ArrayList<>();
        commands.forEach((ref, command) -> outcomes.add(new RefOutcome(
                ref,
                command.getStatus() == RemoteRefUpdate.Status.OK ? Status.LANDED : Status.REJECTED,
                Secrets.stripped(command.getMessage() + Remote.text(told)))));
        return new PushResult(outcomes);
    }
}
