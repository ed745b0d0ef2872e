package dev.fairlead.forge.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fairlead.Problem;
import dev.fairlead.forge.ForgeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** Small files as a commit: the form in which everything of ours is stored, with its history. */
final class RecordTree {
    static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private RecordTree() {}

    /** Writes a commit with these files on the one before it (zero: none). */
    static ObjectId write(
            Repository repository, SortedMap<String, String> files, ObjectId before, PersonIdent who, String message) {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            TreeFormatter tree = new TreeFormatter();
            for (Map.Entry<String, String> file : files.entrySet()) {
                byte[] bytes = file.getValue().getBytes(StandardCharsets.UTF_8);
                tree.append(file.getKey(), FileMode.REGULAR_FILE, inserter.insert(Constants.OBJ_BLOB, bytes));
            }
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(inserter.insert(tree));
            if (!before.equals(ObjectId.zeroId())) {
                commit.setParentId(before);
            }
            commit.setAuthor(who);
            commit.setCommitter(who);
            commit.setMessage(message);
            ObjectId written = inserter.insert(commit);
            inserter.flush();
            return written;
        } catch (IOException e) {
            throw new ForgeException(
                    ForgeException.Kind.SERVER,
                    new Problem(
                            repository.getDirectory().toString(),
                            "an object cannot be written (" + e.getMessage() + ")",
                            "check the folder's permissions and its disk"),
                    e);
        }
    }

    /** The files of the record that a ref is at. */
    static SortedMap<String, String> read(Repository repository, String ref, ObjectId treeOrCommit) {
        SortedMap<String, String> files = new TreeMap<>();
        try (ObjectReader reader = repository.newObjectReader();
                TreeWalk walk = new TreeWalk(reader);
                RevWalk revs = new RevWalk(reader)) {
            walk.addTree(revs.parseTree(treeOrCommit));
            while (walk.next()) {
                byte[] bytes =
                        reader.open(walk.getObjectId(0), Constants.OBJ_BLOB).getBytes();
                files.put(walk.getPathString(), new String(bytes, StandardCharsets.UTF_8));
            }
            return files;
        } catch (IOException e) {
            throw damaged(repository, ref, String.valueOf(e.getMessage()), e);
        }
    }

    static JsonNode parse(Repository repository, String ref, String file, SortedMap<String, String> files) {
        String text = files.get(file);
        if (text == null) {
            throw damaged(repository, ref, "it has no " + file, null);
        }
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw damaged(repository, ref, file + ": " + e.getOriginalMessage(), e);
        }
    }

    static String print(Object value) {
        try {
            return JSON.writeValueAsString(value) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record that cannot be printed", e);
        }
    }

    static ForgeException damaged(Repository repository, String ref, String cause, @Nullable Exception e) {
        return new ForgeException(
                ForgeException.Kind.MALFORMED,
                new Problem(
                        repository.getDirectory() + " " + ref,
                        "this record cannot be read (" + cause + ")",
                        "look at its history with git log -p " + ref + " and set the ref back to one that can"),
                e);
    }
}
