package dev.fairlead.forge.local;

import dev.fairlead.Problem;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.ForgeProvider;
import dev.fairlead.forge.ForgeSettings;
import dev.fairlead.forge.RepositoryUrl;
import java.io.File;
import java.io.IOException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.lib.RepositoryCache.FileKey;
import org.eclipse.jgit.util.FS;

/** Opens {@link LocalForge} for a path or {@code file://} URL of a bare repository. */
public final class LocalProvider implements ForgeProvider {
    @Override
    public String name() {
        return "local";
    }

    @Override
    public String described() {
        return "local (the path or file:// URL of a bare repository)";
    }

    @Override
    public boolean recognises(RepositoryUrl url, ForgeSettings settings) {
        return url.local();
    }

    @Override
    public Forge open(RepositoryUrl url, ForgeSettings settings) {
        return open(url, settings, Steps.NONE);
    }

    static LocalForge open(RepositoryUrl url, ForgeSettings settings, Steps steps) {
        if (!url.local()) {
            throw unfit(
                    url.toString(),
                    "the local forge keeps its pull requests inside the repository and needs it on this machine",
                    "give the path of a bare repository, or name another forge");
        }
        // As git does: the path, or the path with .git after it.
        File folder = FileKey.resolve(new File(url.path()).getAbsoluteFile(), FS.DETECTED);
        if (folder == null) {
            throw unfit(url.path(), "there is no Git repository", "make one: git init --bare " + url.path());
        }
        Repository repository = read(folder);
        if (!repository.isBare()) {
            repository.close();
            throw unfit(
                    url.path(),
                    "this repository has a work tree, which a merge would leave behind",
                    "give a bare one: git clone --bare " + url.path() + " " + url.path() + ".git");
        }
        return new LocalForge(repository, settings, steps);
    }

    private static Repository read(File folder) {
        try {
            return new RepositoryBuilder().setGitDir(folder).setMustExist(true).build();
        } catch (IOException e) {
            throw new ForgeException(
                    ForgeException.Kind.CONFIGURATION,
                    new Problem(
                            folder.toString(),
                            "this repository cannot be opened (" + e.getMessage() + ")",
                            "check it with git fsck"),
                    e);
        }
    }

    private static ForgeException unfit(String place, String cause, String remedy) {
        return new ForgeException(ForgeException.Kind.CONFIGURATION, new Problem(place, cause, remedy));
    }
}
