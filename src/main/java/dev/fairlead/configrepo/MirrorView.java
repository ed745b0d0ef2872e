package dev.fairlead.configrepo;

import java.io.IOException;
import org.eclipse.jgit.attributes.AttributesNodeProvider;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.BaseRepositoryBuilder;
import org.eclipse.jgit.lib.ObjectDatabase;
import org.eclipse.jgit.lib.RefDatabase;
import org.eclipse.jgit.lib.ReflogReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** A mirror as one exchange shall see it: the same objects, with one answer of its own. Closing it closes nothing. */
abstract class MirrorView extends Repository {
    private final FileRepository mirror;

    MirrorView(FileRepository mirror) {
        super(options(mirror));
        this.mirror = mirror;
    }

    private static BaseRepositoryBuilder<?, ?> options(Repository mirror) {
        return new FileRepositoryBuilder()
                .setGitDir(mirror.getDirectory())
                .setFS(mirror.getFS())
                .setBare();
    }

    @Override
    public void create(boolean bare) throws IOException {
        throw new IOException("a view of a repository is not created");
    }

    @Override
    public String getIdentifier() {
        return mirror.getIdentifier();
    }

    @Override
    public ObjectDatabase getObjectDatabase() {
        return mirror.getObjectDatabase();
    }

    @Override
    public RefDatabase getRefDatabase() {
        return mirror.getRefDatabase();
    }

    @Override
    public StoredConfig getConfig() {
        return mirror.getConfig();
    }

    @Override
    public AttributesNodeProvider createAttributesNodeProvider() {
        return mirror.createAttributesNodeProvider();
    }

    @Override
    public void scanForRepoChanges() throws IOException {
        mirror.scanForRepoChanges();
    }

    @Override
    public void notifyIndexChanged(boolean internal) {
        mirror.notifyIndexChanged(internal);
    }

    @Override
    @SuppressWarnings("deprecation")
    public ReflogReader getReflogReader(String refName) throws IOException {
        return mirror.getReflogReader(refName);
    }

    @Override
    protected void doClose() {
        // The mirror stays open: it is not ours.
    }
}
