package dev.fairlead.agent.source.bucket;

import dev.fairlead.agent.source.SourceException;
import dev.fairlead.agent.source.SourceException.Kind;
import dev.fairlead.agent.source.store.Fetched;
import dev.fairlead.agent.source.store.Ignore;
import dev.fairlead.agent.source.store.Staging;
import dev.fairlead.registry.wire.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Lists a bucket and fetches its objects where the listing is not what it was. The revision is the SHA-256 over the keys
 * and tags of the objects that are wanted, a line for each, sorted.
 */
final class BucketFetch {
    private static final int MAX_OBJECT = 64 << 20;
    private static final int THREADS = 4;

    private final Bucket bucket;
    private final Optional<String> ignore;
    private final Staging staging;

    BucketFetch(Bucket bucket, Optional<String> ignore, Staging staging) {
        this.bucket = bucket;
        this.ignore = ignore;
        this.staging = staging;
    }

    Fetched fetch(Optional<String> token) throws IOException {
        List<Listing.Item> all = list();
        Ignore rules = rules(all);
        List<Listing.Item> wanted =
                all.stream().filter(item -> !rules.leavesOut(item.key())).toList();
        if (wanted.isEmpty()) {
            // Who prunes by what a source holds would delete everything.
            throw new SourceException(
                    Kind.NOT_FOUND,
                    bucket.place(),
                    all.isEmpty() ? "it holds nothing" : "all that it holds is left out by the rules",
                    "check its name, the prefix and the rules");
        }
        String revision = "sha256:" + digest(wanted);
        if (token.equals(Optional.of(revision))) {
            return new Fetched.Unchanged();
        }
        download(wanted);
        return new Fetched.Content(revision, revision);
    }

    private List<Listing.Item> list() {
        List<Listing.Item> all = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            Listing page = bucket.list(next);
            if (page.next().isPresent() && page.next().equals(next)) {
                throw new SourceException(
                        Kind.MALFORMED, bucket.place(), "its listing goes in a circle", "check what stands before it");
            }
            // A key that ends in a slash stands for a folder, as consoles make them.
            page.items().stream().filter(item -> !item.key().endsWith("/")).forEach(all::add);
            if (all.size() > staging.limits().entries()) {
                throw new SourceException(
                        Kind.HOSTILE,
                        bucket.place(),
                        "it holds more than " + staging.limits().entries() + " objects",
                        "name a prefix");
            }
            next = page.next();
        } while (next.isPresent());
        all.sort((a, b) -> a.key().compareTo(b.key()));
        return all;
    }

    private Ignore rules(List<Listing.Item> all) {
        Ignore rules = Ignore.usual();
        Optional<Listing.Item> file =
                all.stream().filter(item -> item.key().equals(Ignore.FILE)).findFirst();
        if (file.isPresent()) {
            rules = rules.and("", bucket.get(file.get(), MAX_OBJECT).text());
        }
        return ignore.isPresent() ? rules.and("", ignore.get()) : rules;
    }

    private static String digest(List<Listing.Item> items) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Listing.Item item : items) {
                digest.update((item.key() + " " + item.etag() + "\n").getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    private void download(List<Listing.Item> items) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(THREADS, items.size()), BucketFetch::thread);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (Listing.Item item : items) {
                running.add(threads.submit(() -> download(item)));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw cause(e);
        } finally {
            end(threads);
        }
    }

    /** Nothing may write into the staging any more when it is deleted. */
    private static void end(ExecutorService threads) {
        threads.shutdownNow();
        boolean interrupted = false;
        while (!threads.isTerminated()) {
            try {
                interrupted |= !threads.awaitTermination(1, java.util.concurrent.TimeUnit.SECONDS) && interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static RuntimeException cause(ExecutionException e) throws IOException {
        if (e.getCause() instanceof UncheckedIOException io) {
            throw io.getCause();
        }
        return e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "fairlead-bucket");
        thread.setDaemon(true);
        return thread;
    }

    private void download(Listing.Item item) {
        if (item.size() > MAX_OBJECT) {
            throw new SourceException(
                    Kind.HOSTILE,
                    bucket.place() + " " + item.key(),
                    "the object has more than " + (MAX_OBJECT >> 20) + " MiB",
                    "leave it out (ignore)");
        }
        Answer answer = bucket.get(item, MAX_OBJECT);
        Checksums.require(answer, bucket.place() + " " + item.key());
        try {
            staging.file(item.key(), false, new ByteArrayInputStream(answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
