package dev.fairlead.configrepo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.internal.JGitText;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.transport.PushConnection;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.Transport;

/**
 * Pushes with leases. A connection may break after the remote has set its refs, and what a remote says when a ref moved
 * differs from server to server: so whenever not everything is plainly done, the refs are read again.
 */
final class Pusher {
    private final ObjectStore objects;
    private final Committer committer;

    Pusher(ObjectStore objects, Committer committer) {
        this.objects = objects;
        this.committer = committer;
    }

    PushResult push(List<RefUpdate> updates) {
        Exchange exchange = updates.isEmpty() ? Exchange.DONE : exchange(updates, updates.size() > 1);
        PushResult result = judge(updates, exchange);
        updates.stream()
                .filter(update -> result.of(update.ref()).orElseThrow().status() == PushResult.Status.LANDED)
                .forEach(update -> update.target().ifPresent(id -> committer.landed(id.jgit())));
        return result;
    }

    /**
     * How an exchange with the remote went.
     *
     * @param advertised what the refs held at its beginning; filled only when it ended there, since one had moved
     * @param refused the remote's words on each ref that it did not change
     * @param broken why it ended early; from then on nobody knows what the remote did
     */
    private record Exchange(
            Optional<Map<String, GitId>> advertised, Map<String, String> refused, Optional<IOException> broken) {
        static final Exchange DONE = new Exchange(Optional.empty(), Map.of(), Optional.empty());
    }

    private Exchange exchange(List<RefUpdate> updates, boolean atomic) {
        boolean sent = false;
        PushView local = local(updates);
        try (Transport transport = transports().open(local)) {
            transport.setPushAtomic(atomic);
            try (PushConnection connection = transport.openPush()) {
                local.whenReadingFails(connection::close);
                Map<String, GitId> advertised = advertised(updates, connection);
                if (updates.stream().anyMatch(update -> hasMoved(update, advertised))) {
                    return new Exchange(Optional.of(advertised), Map.of(), Optional.empty());
                }
                sent = true;
                return new Exchange(Optional.empty(), send(updates, connection), Optional.empty());
            }
        } catch (IOException e) {
            if (atomic && isAbout(e, JGitText.get().atomicPushNotSupported)) {
                return exchange(updates, false);
            }
            if (!sent) {
                throw transports().failure(e);
            }
            return new Exchange(Optional.empty(), Map.of(), Optional.of(e));
        }
    }

    private Transports transports() {
        return objects.remote().transports();
    }

    private static boolean isAbout(IOException e, String words) {
        return Failures.find(e, cause -> String.valueOf(cause.getMessage()).contains(words))
                .isPresent();
    }

    private PushView local(List<RefUpdate> updates) {
        FileRepository mirror = objects.mirror().repository();
        Map<ObjectId, Integer> send = new HashMap<>();
        for (RefUpdate update : updates) {
            update.target().ifPresent(id -> send.putAll(committer.written(id.jgit())));
        }
        send.keySet().stream()
                .filter(id -> !objects.mirror().has(id))
                .findFirst()
                .ifPresent(id -> {
                    throw objects.mirror().lost(new MirrorFailure("there is no " + id.name()));
                });
        return new PushView(mirror, send);
    }

    private static Map<String, GitId> advertised(List<RefUpdate> updates, PushConnection connection) {
        Map<String, GitId> advertised = new HashMap<>();
        for (RefUpdate update : updates) {
            Ref ref = connection.getRef(update.ref());
            ObjectId id = ref == null ? null : ref.getObjectId();
            if (id != null) {
                advertised.put(update.ref(), GitId.of(id));
            }
        }
        return advertised;
    }

    private static boolean hasMoved(RefUpdate update, Map<String, GitId> refs) {
        return !update.expected().equals(Optional.ofNullable(refs.get(update.ref())));
    }

    private Map<String, String> send(List<RefUpdate> updates, PushConnection connection) throws IOException {
        Map<String, RemoteRefUpdate> commands = new LinkedHashMap<>();
        for (RefUpdate update : updates) {
            commands.put(update.ref(), command(update));
        }
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        connection.push(NullProgressMonitor.INSTANCE, commands, told);
        String also = (Remote.text(told) + "\n" + connection.getMessages()).strip();
        Map<String, String> refused = new LinkedHashMap<>();
        commands.forEach((ref, command) -> {
            if (command.getStatus() != RemoteRefUpdate.Status.OK) {
                refused.put(ref, transports().clean((words(command) + "\n" + also).strip()));
            }
        });
        return refused;
    }

    private static String words(RemoteRefUpdate command) {
        String message = command.getMessage();
        return message == null ? command.getStatus().name() : message;
    }

    private static RemoteRefUpdate command(RefUpdate update) throws IOException {
        ObjectId target = update.target().map(GitId::jgit).orElse(ObjectId.zeroId());
        ObjectId expected = update.expected().map(GitId::jgit).orElse(ObjectId.zeroId());
        return new RemoteRefUpdate(null, null, target, update.ref(), true, null, expected);
    }

    private PushResult judge(List<RefUpdate> updates, Exchange exchange) {
        if (exchange.advertised().isPresent()) {
            return new PushVerdict(Map.of(), exchange.advertised().get()).on(updates);
        }
        if (exchange.refused().isEmpty() && exchange.broken().isEmpty()) {
            return new PushVerdict(Map.of(), targets(updates)).on(updates);
        }
        Map<String, GitId> now = objects.remote()
                .refs(objects.mirror(), updates.stream().map(RefUpdate::ref).toList());
        if (exchange.broken().isPresent() && updates.stream().noneMatch(update -> hasMoved(update, now))) {
            throw transports().failure(exchange.broken().get());
        }
        return new PushVerdict(exchange.refused(), now).on(updates);
    }

    private static Map<String, GitId> targets(List<RefUpdate> updates) {
        Map<String, GitId> targets = new HashMap<>();
        updates.forEach(update -> update.target().ifPresent(id -> targets.put(update.ref(), id)));
        return targets;
    }
}
