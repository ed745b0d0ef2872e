package dev.fairlead.forge.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.AbstractTreeIterator;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;

/** A unified diff between two commits, file by file from blobs, so that no more is read than is shown. */
final class LocalDiff {
    private static final int NAMES_SHOWN = 10;

    private final Repository repository;

    LocalDiff(Repository repository) {
        this.repository = repository;
    }

    /** @param from empty for the empty tree */
    String between(Optional<ObjectId> from, ObjectId to, int maxBytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ObjectReader reader = repository.newObjectReader();
                RevWalk walk = new RevWalk(reader);
                DiffFormatter formatter = new DiffFormatter(out)) {
            formatter.setRepository(repository);
            formatter.setBinaryFileThreshold(Math.max(1, maxBytes));
            AbstractTreeIterator before = from.isPresent() ? tree(reader, walk, from.get()) : new EmptyTreeIterator();
            List<String> left = new ArrayList<>();
            for (DiffEntry entry : formatter.scan(before, tree(reader, walk, to))) {
                if (!left.isEmpty() || !fits(formatter, reader, entry, out, maxBytes)) {
                    left.add(name(entry));
                }
            }
            return out.toString(StandardCharsets.UTF_8) + note(left);
        } catch (IOException e) {
            throw new LocalHistory(repository).unreadable(e);
        }
    }

    private static boolean fits(
            DiffFormatter formatter, ObjectReader reader, DiffEntry entry, ByteArrayOutputStream out, int maxBytes)
            throws IOException {
        if (size(reader, entry.getOldId()) > maxBytes || size(reader, entry.getNewId()) > maxBytes) {
            return false;
        }
        int before = out.size();
        formatter.format(entry);
        formatter.flush();
        if (out.size() <= maxBytes) {
            return true;
        }
        byte[] all = out.toByteArray();
        out.reset();
        out.write(all, 0, before);
        return false;
    }

    /** 0 for a file that is not there, and for a submodule. */
    private static long size(ObjectReader reader, AbbreviatedObjectId id) throws IOException {
        ObjectId blob = id.toObjectId();
        return blob == null || blob.equals(ObjectId.zeroId()) || !reader.has(blob, Constants.OBJ_BLOB)
                ? 0
                : reader.getObjectSize(blob, Constants.OBJ_BLOB);
    }

    private static String name(DiffEntry entry) {
        return entry.getChangeType() == DiffEntry.ChangeType.DELETE ? entry.getOldPath() : entry.getNewPath();
    }

    private static String note(List<String> left) {
        if (left.isEmpty()) {
            return "";
        }
        String names = String.join(", ", left.subList(0, Math.min(NAMES_SHOWN, left.size())));
        String more = left.size() > NAMES_SHOWN ? ", …" : "";
        return "(not shown, too long: " + left.size() + (left.size() == 1 ? " file: " : " files: ") + names + more
                + ")\n";
    }

    private static AbstractTreeIterator tree(ObjectReader reader, RevWalk walk, ObjectId commit) throws IOException {
        return new CanonicalTreeParser(null, reader, walk.parseTree(commit));
    }
}
