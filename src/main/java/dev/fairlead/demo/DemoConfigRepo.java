package dev.fairlead.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** The demo's config repository: bare, with an overlay, a Helm chart and a plain Deployment that hold one image. */
final class DemoConfigRepo {
    private static final List<String> FILES = List.of(
            "apps/shop/base/deployment.yaml",
            "apps/shop/base/kustomization.yaml",
            "apps/shop/overlays/dev/kustomization.yaml",
            "charts/web/Chart.yaml",
            "charts/web/templates/job.yaml",
            "charts/web/values.yaml",
            "fairlead.yaml",
            "worker/deployment.yaml");
    private static final String REGISTRY = "REGISTRY";

    private DemoConfigRepo() {}

    /** Makes the repository, its images on this registry, with one commit on {@code main}. */
    static void create(Path folder, String registryHost, Instant time) {
        try (Repository repository =
                new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build()) {
            repository.create(true);
            repository.updateRef(Constants.HEAD).link("refs/heads/main");
            commit(repository, registryHost, new PersonIdent("Demo team", "team@shop.example", time, ZoneOffset.UTC));
        } catch (IOException e) {
            throw new UncheckedIOException("the demo's config repository could not be written", e);
        }
    }

    private static void commit(Repository repository, String registryHost, PersonIdent team) throws IOException {
        try (ObjectInserter objects = repository.newObjectInserter()) {
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(tree(objects, registryHost));
            commit.setAuthor(team);
            commit.setCommitter(team);
            commit.setMessage("Deploy the shop\n");
            RefUpdate main = repository.updateRef("refs/heads/main");
            main.setNewObjectId(objects.insert(commit));
            objects.flush();
            main.update();
        }
    }

    private static org.eclipse.jgit.lib.ObjectId tree(ObjectInserter objects, String registryHost) throws IOException {
        DirCache index = DirCache.newInCore();
        DirCacheBuilder builder = index.builder();
        for (String file : FILES) {
            DirCacheEntry entry = new DirCacheEntry(file);
            entry.setFileMode(FileMode.REGULAR_FILE);
            entry.setObjectId(objects.insert(
                    Constants.OBJ_BLOB,
                    content(file).replace(REGISTRY, registryHost).getBytes(StandardCharsets.UTF_8)));
            builder.add(entry);
        }
        builder.finish();
        return index.writeTree(objects);
    }

    private static String content(String file) throws IOException {
        try (InputStream in = DemoConfigRepo.class.getResourceAsStream("config/" + file)) {
            if (in == null) {
                throw new IOException("the jar holds no " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
