package dev.fairlead.update;

import dev.fairlead.configrepo.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Somebody who works with git in a clone of the config repository. A test that asks for one is skipped without git. */
final class Person {
    private final Path clone;
    private final Clock clock;

    private Person(Path clone, Clock clock) {
        this.clone = clone;
        this.clock = clock;
    }

    static Person clone(Path remote, Path clone, Clock clock) {
        try {
            Files.createDirectories(clone);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Person person = new Person(clone, clock);
        person.git("clone", "--quiet", remote.toString(), ".");
        return person;
    }

    /** Runs git; it is now, and nobody is asked anything. */
    Person git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        String now = clock.instant().getEpochSecond() + " +0000";
        try {
            Tools.run(
                    clone,
                    Map.of(
                            "GIT_AUTHOR_NAME", "Grace",
                            "GIT_AUTHOR_EMAIL", "grace@example.com",
                            "GIT_COMMITTER_NAME", "Grace",
                            "GIT_COMMITTER_EMAIL", "grace@example.com",
                            "GIT_AUTHOR_DATE", now,
                            "GIT_COMMITTER_DATE", now,
                            "GIT_EDITOR", "true"),
                    "",
                    command.toArray(String[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    /** Takes what the remote holds now. */
    Person on(String branch) {
        return git("fetch", "--quiet", "--prune").git("checkout", "--quiet", "-B", branch, "origin/" + branch);
    }

    Person edit(String path, String before, String after) {
        Path file = clone.resolve(path);
        try {
            String text = Files.readString(file);
            if (!text.contains(before)) {
                throw new IllegalStateException(path + " holds no '" + before + "': " + text);
            }
            Files.writeString(file, text.replace(before, after));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Person write(String path, String text) {
        try {
            Files.createDirectories(clone.resolve(path).getParent());
            Files.writeString(clone.resolve(path), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return git("add", path);
    }

    Person commit(String message) {
        return git("commit", "--quiet", "--all", "--message", message);
    }

    Person push() {
        return git("push", "--quiet", "origin", "HEAD");
    }

    Person forcePush() {
        return git("push", "--quiet", "--force", "origin", "HEAD");
    }
}
