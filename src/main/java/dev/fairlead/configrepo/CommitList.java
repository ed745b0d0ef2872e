package dev.fairlead.configrepo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A file of commit ids, a line each, the newest last: the form of Git's {@code shallow} file. Replaced whole.
 *
 * @param file where it is
 */
record CommitList(Path file) {
    /** More would only make every request longer: the newest ones share most with what comes. */
    static final int KEPT = 32;

    /** The commits, the newest last; none where there is no file. */
    List<ObjectId> read() throws IOException {
        try {
            return Files.readAllLines(file, StandardCharsets.US_ASCII).stream()
                    .filter(ObjectId::isId)
                    .map(ObjectId::fromString)
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** Makes these the newest, and drops the oldest beyond what is kept. Only under the mirror's lock. */
    void add(Collection<ObjectId> commits, Collection<ObjectId> before) throws IOException {
        Set<ObjectId> all = new LinkedHashSet<>(before);
        all.removeAll(commits);
        all.addAll(commits);
        String text = all.stream()
                .skip(Math.max(0, all.size() - KEPT))
                .map(id -> id.name() + "\n")
                .collect(Collectors.joining());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, text, StandardCharsets.US_ASCII);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
