package dev.fairlead.configrepo;

import java.io.IOException;
import java.util.Map;
import org.eclipse.jgit.attributes.AttributesNodeProvider;
import org.eclipse.jgit.lib.BaseRepositoryBuilder;
import org.eclipse.jgit.lib.BitmapIndex;
import org.eclipse.jgit.lib.ObjectDatabase;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.RefDatabase;
import org.eclipse.jgit.lib.ReflogReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * The mirror as a push shall see it. JGit would find out what to send by walking every tree of every commit that both
 * sides hold; here the answer is known, and is told as the bitmap index that JGit asks first.
 */
final class PushView extends Repository {
    private final Repository mirror;
    private final Map<ObjectId, Integer> send;

    PushView(Repository mirror, Map<ObjectId, Integer> send) {
        super(options(mirror));
        this.mirror = mirror;
        this.send = send;
    }

    private static BaseRepositoryBuilder<?, ?> options(Repository mirror) {
        return new FileRepositoryBuilder()
                .setGitDir(mirror.getDirectory())
                .setFS(mirror.getFS())
                .setBare();
    }

    @Override
    public ObjectReader newObjectReader() {
        ObjectReader plain = mirror.newObjectReader();
        return new ObjectReader.Filter() {
            @Override
            protected ObjectReader delegate() {
                return plain;
            }

            @Override
            public BitmapIndex getBitmapIndex() {
                return new SendList(send);
            }
        };
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
