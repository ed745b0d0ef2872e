package dev.fairlead.configrepo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a fetched branch to a landed commit. */
class UpdateOfFilesTest {
    private static final Identity BOT = new Identity("Fairlead", "fairlead@example.com");
    private static final ZonedDateTime NOON = ZonedDateTime.parse("2026-03-01T12:00:00+01:00");

    @TempDir
    Path temp;

    @Test
    void anEditLandsAndNothingElseChanges() throws Exception {
        try (BareRepo remote = BareRepo.create(temp.resolve("config.git"));
                ConfigRepo repo = ConfigRepo.open(
                        RepoLocation.ofPath(remote.folder()),
                        GitCredentials.none(),
                        RepoSettings.in(temp.resolve("cache")))) {
            remote.commit("main", Map.of("apps/a.yaml", "image: a:1\n", "apps/b.yaml", "image: b:1\n"), "start");
            Snapshot main = repo.fetch("refs/heads/main", Contents.LISTING).orElseThrow();
            FileEntry file = main.find("apps/a.yaml").orElseThrow();
            assertThat(new String(main.read(file), StandardCharsets.UTF_8)).isEqualTo("image: a:1\n");

            TreeEdit edit = repo.edit(main).replace(file, "image: a:2\n".getBytes(StandardCharsets.UTF_8));
            Snapshot next = repo.commit(edit, CommitRequest.on(main.id(), BOT, NOON, "Update a"));
            PushResult pushed = repo.push(List.of(RefUpdate.move("refs/heads/main", main.id(), next.id())));

            assertThat(pushed.landed()).as(pushed.toString()).isTrue();
            assertThat(remote.files("refs/heads/main"))
                    .isEqualTo(Map.of("apps/a.yaml", "100644 image: a:2\n", "apps/b.yaml", "100644 image: b:1\n"));
        }
    }
}
