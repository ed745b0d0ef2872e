package dev.fairlead.cli;

import dev.fairlead.configrepo.CommitRequest;
import dev.fairlead.configrepo.ConfigRepo;
import dev.fairlead.configrepo.FileKind;
import dev.fairlead.configrepo.GitCredentials;
import dev.fairlead.configrepo.RefUpdate;
import dev.fairlead.configrepo.RepoLocation;
import dev.fairlead.configrepo.RepoSettings;
import dev.fairlead.configrepo.TreeEdit;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeSettings;
import dev.fairlead.forge.Forges;
import dev.fairlead.image.Digest;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.ImageReference;
import dev.fairlead.image.Tag;
import dev.fairlead.registry.ImageDetails;
import dev.fairlead.registry.Registries;
import dev.fairlead.registry.Registry;
import dev.fairlead.registry.RegistryProbe;
import dev.fairlead.registry.TagInfo;
import dev.fairlead.registry.TagListing;
import dev.fairlead.update.ArgumentEntry;
import dev.fairlead.update.RegistryAccess;
import dev.fairlead.update.UpdateEnvironment;
import dev.fairlead.update.UpdateRequest;
import dev.fairlead.update.Updates;
import dev.fairlead.update.config.ImageStyle;
import dev.fairlead.update.config.Scope;
import dev.fairlead.update.config.delivery.DeliverySettings;
import dev.fairlead.update.report.UpdateReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * A whole update in a folder of its own, from a repository to a pull request in it, with a registry that is made up: it
 * loads the classes that an update loads.
 */
final class PracticeUpdate {
    private static final Instant LONG_AGO = Instant.EPOCH;

    private final Path folder;

    PracticeUpdate(Path folder) {
        this.folder = folder;
    }

    /** Brings this image in this manifest to this version. */
    UpdateReport run(String manifest, ImageReference version) throws IOException {
        Path bare = folder.resolve("config.git");
        try (Repository remote =
                new FileRepositoryBuilder().setGitDir(bare.toFile()).setBare().build()) {
            remote.create(true);
            remote.updateRef("HEAD").link("refs/heads/main");
        }
        try (ConfigRepo repo = ConfigRepo.open(
                        RepoLocation.ofPath(bare), GitCredentials.none(), RepoSettings.in(folder.resolve("cache")));
                Forge forge = Forges.open(bare.toString(), ForgeSettings.of(Map.of()))) {
            commit(repo, manifest);
            return Updates.run(
                    UpdateRequest.ofEntry(ArgumentEntry.of(
                                    List.of(version.name()),
                                    Optional.empty(),
                                    ImageStyle.DEFAULT,
                                    Scope.EVERYWHERE,
                                    Optional.empty(),
                                    DeliverySettings.DEFAULT))
                            .telling(List.of(version)),
                    UpdateEnvironment.of(repo, forge, RegistryAccess.of(new MadeUpRegistry(version))));
        }
    }

    private static void commit(ConfigRepo repo, String manifest) {
        TreeEdit edit =
                repo.emptyTree().add("deployment.yaml", FileKind.REGULAR, manifest.getBytes(StandardCharsets.UTF_8));
        CommitRequest request =
                CommitRequest.root(UpdateEnvironment.FAIRLEAD, LONG_AGO.atZone(ZoneOffset.UTC), "practice");
        repo.push(List.of(
                RefUpdate.create("refs/heads/main", repo.commit(edit, request).id())));
    }

    /**
     * Has every tag that it is asked for.
     *
     * @param newest what was pushed after the others
     */
    private record MadeUpRegistry(ImageReference newest) implements Registries, Registry {
        @Override
        public Registry forImage(ImageName image) {
            return this;
        }

        @Override
        public RegistryProbe probe(String host) {
            return new RegistryProbe(host, true, "nobody", Optional.empty(), Optional.empty());
        }

        @Override
        public RegistryProbe probe(ImageName image) {
            return probe(image.registry());
        }

        @Override
        public String host() {
            return "registry.example";
        }

        @Override
        public TagListing tags(ImageName image) {
            return TagListing.of(List.of(), true);
        }

        @Override
        public Optional<TagInfo> find(ImageName image, Tag tag) {
            Instant pushed = newest.tag().equals(Optional.of(tag)) ? LONG_AGO.plusSeconds(60) : LONG_AGO;
            return Optional.of(new TagInfo(tag, Optional.of(digest()), Optional.of(pushed), Optional.of(pushed)));
        }

        @Override
        public ImageDetails details(ImageName image, String tagOrDigest) {
            return new ImageDetails(digest(), Optional.of(LONG_AGO), List.of(), Map.of());
        }

        private static Digest digest() {
            return Digest.parse("sha256:" + "0".repeat(64));
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
