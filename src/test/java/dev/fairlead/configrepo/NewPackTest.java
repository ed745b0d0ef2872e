package dev.fairlead.configrepo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pack that is written here is one as Git writes them. */
class NewPackTest {
    private static final int[] SIZES = {0, 1, 15, 16, 17, 2_047, 2_048, 8_191, 8_192, 262_143, 262_144, 1_000_000};

    @TempDir
    Path folder;

    private FileRepository mirror;

    @BeforeEach
    void start() throws IOException {
        mirror = open();
        mirror.create(true);
    }

    @AfterEach
    void stop() {
        mirror.close();
    }

    private FileRepository open() throws IOException {
        return (FileRepository)
                new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build();
    }

    /** Half random, so that it is neither empty nor larger when it is deflated; and of more objects than go into one go. */
    private static List<NewObject> objects() {
        Random random = new Random(7);
        List<NewObject> objects = new ArrayList<>();
        for (int size : SIZES) {
            byte[] bytes = new byte[size];
            for (int i = 0; i < size / 2; i++) {
                bytes[i] = (byte) random.nextInt();
            }
            objects.add(NewObject.of(Constants.OBJ_BLOB, bytes));
        }
        for (int i = 0; i < 1_000; i++) {
            objects.add(NewObject.of(Constants.OBJ_BLOB, ("blob " + i).getBytes(StandardCharsets.UTF_8)));
        }
        objects.add(NewObject.of(Constants.OBJ_TREE, new TreeFormatter().toByteArray()));
        Collections.shuffle(objects, random);
        return objects;
    }

    private static void assertReadable(FileRepository repository, List<NewObject> objects) throws IOException {
        for (NewObject object : objects) {
            ObjectLoader read = repository.open(object.id());
            assertThat(read.getType()).isEqualTo(object.type());
            assertThat(read.getCachedBytes(Integer.MAX_VALUE)).isEqualTo(object.bytes());
        }
    }

    @Test
    void everyObjectIsReadAsItWasWritten() throws IOException {
        List<NewObject> objects = objects();
        NewPack.write(mirror.getObjectDatabase(), objects);

        assertReadable(mirror, objects);
        try (FileRepository other = open()) {
            assertReadable(other, objects);
        }
    }

    @Test
    void anIdIsThatOfGit() {
        assertThat(NewObject.of(Constants.OBJ_BLOB, "hello\n".getBytes(StandardCharsets.UTF_8))
                        .id())
                .isEqualTo(ObjectId.fromString("ce013625030ba8dba906f756967f9e9ca394464a"));
    }

    @Test
    @Tag("service")
    void gitFindsNothingWrong() throws Exception {
        NewPack.write(mirror.getObjectDatabase(), objects());

        Tools.require("git");
        Tools.run(folder, "git", "fsck", "--strict", "--full");
        Path pack = mirror.getObjectDatabase()
                .getPacks()
                .iterator()
                .next()
                .getPackFile()
                .toPath();
        String told = Tools.run(folder, "git", "verify-pack", "-v", pack.toString());
        assertThat(told).contains("non delta: " + objects().size() + " objects");
        assertThat(pack).hasFileName("pack-" + checksum(pack) + ".pack");
    }

    private static String checksum(Path pack) throws IOException {
        byte[] bytes = java.nio.file.Files.readAllBytes(pack);
        return ObjectId.fromRaw(bytes, bytes.length - Constants.OBJECT_ID_LENGTH)
                .name();
    }

    @Test
    void theSameObjectsOnceMoreAreTheSamePack() throws IOException {
        NewPack.write(mirror.getObjectDatabase(), objects());
        NewPack.write(mirror.getObjectDatabase(), objects());

        assertThat(mirror.getObjectDatabase().getPacks()).hasSize(1);
        assertReadable(mirror, objects());
        assertThat(folder.resolve("objects")).isDirectoryNotContaining("glob:**insert_*");
    }
}
