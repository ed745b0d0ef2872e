package dev.fairlead.configrepo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a fetched branch to a landed commit, and what an edit leaves alone. */
class UpdateOfFilesTest {
    private static final String OTHER_COMMIT = "1234567890123456789012345678901234567890";

    @TempDir
    Path temp;

    private BareRepo remote;
    private Bot bot;

    @BeforeEach
    void start() throws Exception {
        remote = BareRepo.create(temp.resolve("config.git"));
        bot = Bot.of(remote, temp.resolve("cache"));
    }

    @AfterEach
    void stop() {
        bot.close();
        remote.close();
    }

    @Test
    void anEditLandsAndNothingElseChanges() throws Exception {
        remote.commit("main", Map.of("apps/a.yaml", "image: a:1\n", "apps/b.yaml", "image: b:1\n"), "start");
        Snapshot main = bot.main();
        assertThat(bot.text(main, "apps/a.yaml")).isEqualTo("image: a:1\n");

        PushResult pushed = bot.push(main, bot.change(main, "apps/a.yaml", "image: a:2\n"));

        assertThat(pushed.landed()).as(pushed.toString()).isTrue();
        assertThat(remote.files(Bot.MAIN))
                .isEqualTo(Map.of("apps/a.yaml", "100644 image: a:2\n", "apps/b.yaml", "100644 image: b:1\n"));
    }

    @Test
    void executableBitsSymlinksAndSubmodulesAreUntouched() throws Exception {
        remote.commitEntries("main", "start", files -> {
            files.file("apps/app.yaml", "image: a:1\n");
            files.executable("apps/run.sh", "#!/bin/sh\n");
            files.symlink("apps/current", "app.yaml");
            files.submodule("apps/vendor", OTHER_COMMIT);
        });
        Snapshot main = bot.main();

        bot.push(main, bot.change(main, "apps/run.sh", "#!/bin/sh\necho\n"));

        assertThat(remote.files(Bot.MAIN))
                .isEqualTo(Map.of(
                        "apps/app.yaml", "100644 image: a:1\n",
                        "apps/run.sh", "100755 #!/bin/sh\necho\n",
                        "apps/current", "120000 app.yaml",
                        "apps/vendor", "160000 " + OTHER_COMMIT));
        assertThat(main.list())
                .extracting(FileEntry::kind)
                .containsExactly(FileKind.REGULAR, FileKind.SYMLINK, FileKind.EXECUTABLE, FileKind.SUBMODULE);
    }

    @Test
    void symlinksAndSubmodulesAreNotEdited() throws Exception {
        remote.commitEntries("main", "start", files -> {
            files.symlink("link", "app.yaml");
            files.submodule("vendor", OTHER_COMMIT);
        });
        Snapshot main = bot.main();
        TreeEdit edit = bot.repo().edit(main);
        FileEntry link = main.find("link").orElseThrow();
        FileEntry vendor = main.find("vendor").orElseThrow();

        assertThat(new String(main.read(link), StandardCharsets.UTF_8)).isEqualTo("app.yaml");
        assertThatThrownBy(() -> edit.replace(link, new byte[0])).hasMessageContaining("symbolic link");
        assertThatThrownBy(() -> edit.replace(vendor, new byte[0])).hasMessageContaining("submodule");
        assertThatThrownBy(() -> main.read(vendor)).hasMessageContaining("submodule");
    }

    @Test
    void bytesAreBlobsWhateverGitattributesSay() throws Exception {
        String pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 3\n";
        remote.commit(
                "main",
                Map.of(
                        ".gitattributes", "*.yaml text eol=crlf\n*.bin filter=lfs\n",
                        "crlf.yaml", "image: a:1\r\nother: x\r\n",
                        "lf.yaml", "image: a:1\n",
                        "big.bin", pointer),
                "start");
        Snapshot main = bot.main();
        assertThat(bot.text(main, "lf.yaml")).isEqualTo("image: a:1\n");
        assertThat(bot.text(main, "big.bin")).isEqualTo(pointer);

        bot.push(main, bot.change(main, "crlf.yaml", "image: a:2\r\nother: x\r\n"));

        assertThat(remote.files(Bot.MAIN))
                .containsEntry("crlf.yaml", "100644 image: a:2\r\nother: x\r\n")
                .containsEntry("lf.yaml", "100644 image: a:1\n")
                .containsEntry("big.bin", "100644 " + pointer);
    }

    @Test
    void aFileThatChangedSinceItWasReadIsNotOverwritten() throws Exception {
        remote.commit("main", Map.of("a.yaml", "image: a:1\n"), "start");
        FileEntry asRead = bot.main().find("a.yaml").orElseThrow();
        remote.commit("main", Map.of("a.yaml", "image: a:9\n"), "a human's change");
        TreeEdit edit = bot.repo().edit(bot.main());

        assertThatThrownBy(() -> edit.replace(asRead, new byte[0]))
                .isInstanceOfSatisfying(GitException.class, e -> {
                    assertThat(e.kind()).isEqualTo(GitException.Kind.CHANGED);
                    assertThat(e.retryable()).isTrue();
                })
                .hasMessageContaining("a.yaml");
        assertThatThrownBy(() -> edit.add("a.yaml", FileKind.REGULAR, new byte[0]))
                .hasMessageContaining("already");
    }

    @Test
    void flux2_4941_anEditThatChangesNothingIsEmptySoThatNoBranchFlaps() throws Exception {
        remote.commit("main", Map.of("a.yaml", "image: a:1\n"), "start");
        Snapshot main = bot.main();
        FileEntry file = main.find("a.yaml").orElseThrow();
        TreeEdit edit = bot.repo().edit(main).replace(file, "image: a:2\n".getBytes(StandardCharsets.UTF_8));
        assertThat(edit.isEmpty()).isFalse();

        edit.replace(file, "image: a:1\n".getBytes(StandardCharsets.UTF_8));

        assertThat(edit.isEmpty()).isTrue();
        assertThat(edit.size()).isZero();
    }

    @Test
    void filesAreAddedAndRemovedAndEmptyFoldersGo() throws Exception {
        remote.commit("main", Map.of("a/b/old.yaml", "x", "c.yaml", "y"), "start");
        Snapshot main = bot.main();
        TreeEdit edit = bot.repo()
                .edit(main)
                .remove(main.find("a/b/old.yaml").orElseThrow())
                .add("new/deep/file.yaml", FileKind.EXECUTABLE, "z".getBytes(StandardCharsets.UTF_8));
        Snapshot next = bot.repo().commit(edit, CommitRequest.on(main.id(), Bot.IDENTITY, Bot.NOON, "Move"));

        assertThat(bot.push(main, next).landed()).isTrue();
        assertThat(remote.files(Bot.MAIN)).isEqualTo(Map.of("c.yaml", "100644 y", "new/deep/file.yaml", "100755 z"));
        assertThat(next.find("a")).isEmpty();
        assertThat(next.find("a/b/old.yaml")).isEmpty();
    }

    @Test
    void manyFoldersThatAreMadeAtOnceAreTheTreeThatGitSees() throws Exception {
        Map<String, String> files = new TreeMap<>();
        for (int i = 0; i < 300; i++) {
            files.put("apps/" + i + "/values.yaml", "image: app" + i + ":1\n");
            files.put("apps/" + i + "/kept.yaml", "kept");
        }
        remote.commit("main", files, "start");
        Snapshot main = bot.main();
        TreeEdit edit = bot.repo().edit(main);
        for (int i = 0; i < 300; i += 3) {
            byte[] bytes = ("image: app" + i + ":2\n").getBytes(StandardCharsets.UTF_8);
            edit.replace(main.find("apps/" + i + "/values.yaml").orElseThrow(), bytes);
            edit.remove(main.find("apps/" + (i + 1) + "/values.yaml").orElseThrow());
            edit.add("apps/" + (i + 2) + "/deep/new.yaml", FileKind.REGULAR, bytes);
            files.put("apps/" + i + "/values.yaml", "image: app" + i + ":2\n");
            files.remove("apps/" + (i + 1) + "/values.yaml");
            files.put("apps/" + (i + 2) + "/deep/new.yaml", "image: app" + i + ":2\n");
        }
        Snapshot next = bot.repo().commit(edit, CommitRequest.on(main.id(), Bot.IDENTITY, Bot.NOON, "Many"));

        assertThat(bot.push(main, next).landed()).isTrue();
        files.replaceAll((path, text) -> "100644 " + text);
        assertThat(remote.files(Bot.MAIN)).isEqualTo(files);
        assertThat(Tools.run(remote.folder(), "git", "fsck", "--full", "--strict"))
                .doesNotContain("error");
    }

    @Test
    void aTreeThatWasAskedForDoesNotOutliveALaterChange() throws Exception {
        remote.commit("main", Map.of("a.yaml", "1", "b.yaml", "1", "c.yaml", "1"), "start");
        Snapshot main = bot.main();
        TreeEdit edit = bot.repo().edit(main).replace(main.find("a.yaml").orElseThrow(), new byte[] {'2'});
        GitId first = bot.repo().tree(edit);
        edit.replace(main.find("b.yaml").orElseThrow(), new byte[] {'2'});
        GitId second = bot.repo().tree(edit);
        edit.remove(main.find("c.yaml").orElseThrow());
        GitId third = bot.repo().tree(edit);
        edit.add("d.yaml", FileKind.REGULAR, new byte[] {'2'});
        Snapshot next = bot.repo().commit(edit, CommitRequest.on(main.id(), Bot.IDENTITY, Bot.NOON, "All"));

        assertThat(List.of(first, second, third, next.commit().tree())).doesNotHaveDuplicates();
        assertThat(bot.push(main, next).landed()).isTrue();
        assertThat(remote.files(Bot.MAIN))
                .isEqualTo(Map.of("a.yaml", "100644 2", "b.yaml", "100644 2", "d.yaml", "100644 2"));
    }

    @Test
    void oneEditCanBeCommittedTwice() throws Exception {
        remote.commit("main", Map.of("a.yaml", "1"), "start");
        Snapshot main = bot.main();
        TreeEdit edit = bot.repo().edit(main).replace(main.find("a.yaml").orElseThrow(), new byte[] {'2'});
        Snapshot one = bot.repo().commit(edit, CommitRequest.on(main.id(), Bot.IDENTITY, Bot.NOON, "One"));
        Snapshot two = bot.repo().commit(edit, CommitRequest.on(main.id(), Bot.IDENTITY, Bot.NOON, "Two"));

        PushResult pushed = bot.repo()
                .push(List.of(
                        RefUpdate.create("refs/heads/one", one.id()), RefUpdate.create("refs/heads/two", two.id())));

        assertThat(pushed.landed()).as(pushed.toString()).isTrue();
        assertThat(remote.files("refs/heads/one")).isEqualTo(remote.files("refs/heads/two"));
    }

    @Test
    void namesAreOrderedAsGitOrdersThem() throws Exception {
        Map<String, String> files = new TreeMap<>();
        for (String name : List.of("a-b", "a.b", "a/z", "a0", "ä", "\uD83D\uDE00", "\uFB01", "Z", "b/c/d", "b.c")) {
            files.put(name, name);
        }
        remote.commit("main", files, "start");
        Snapshot main = bot.main();
        Snapshot next = bot.change(bot.change(main, "a/new", "1"), "\uFB01x", "2");

        assertThat(bot.push(main, next).landed()).isTrue();
        files.put("a/new", "1");
        files.put("\uFB01x", "2");
        assertThat(remote.files(Bot.MAIN).keySet()).isEqualTo(files.keySet());
        assertThat(Tools.run(remote.folder(), "git", "fsck", "--full", "--strict"))
                .doesNotContain("error");
    }

    @Test
    void pathsThatARepositoryCannotHoldAreRefused() throws Exception {
        remote.commit("main", Map.of("a", "x"), "start");
        Snapshot main = bot.main();
        TreeEdit edit = bot.repo().edit(main);

        for (String path : List.of("", "/a", "a//b", "../a", "x/./y", ".git/config", "x/.GIT/y")) {
            assertThatThrownBy(() -> edit.add(path, FileKind.REGULAR, new byte[0]))
                    .as(path)
                    .isInstanceOf(GitException.class);
        }
        edit.add("a/below", FileKind.REGULAR, new byte[0]);
        assertThatThrownBy(() -> bot.repo().commit(edit, CommitRequest.on(main.id(), Bot.IDENTITY, Bot.NOON, "Clash")))
                .hasMessageContaining("a file and a folder");
    }

    @Test
    void aCommitSaysWhatWasAskedFor() throws Exception {
        remote.commit("main", Map.of("a", "x"), "start");
        Snapshot main = bot.main();
        TreeEdit edit = bot.repo().edit(main).replace(main.find("a").orElseThrow(), new byte[] {'y'});
        CommitRequest request = CommitRequest.on(main.id(), Bot.IDENTITY, Bot.NOON, "Update a\n\nWith a body.\n\n")
                .withCommitter(new Identity("Robot", "robot@example.com"))
                .withTrailer("Fairlead-Group", "apps")
                .withTrailer("Signed-off-by", "Fairlead <fairlead@example.com>");
        Snapshot next = bot.repo().commit(edit, request);
        bot.push(main, next);

        RevCommit landed = remote.log(Bot.MAIN).get(0);
        assertThat(landed.getFullMessage()).isEqualTo("""
                        Update a

                        With a body.

                        Fairlead-Group: apps
                        Signed-off-by: Fairlead <fairlead@example.com>
                        """);
        assertThat(landed.getAuthorIdent().toExternalString())
                .isEqualTo("Fairlead <fairlead@example.com> 1772362800 +0100");
        assertThat(landed.getCommitterIdent().getName()).isEqualTo("Robot");
        assertThat(landed.getParent(0).name()).isEqualTo(main.id().toString());
        assertThat(next.commit().trailer("fairlead-group")).contains("apps");
        assertThat(next.commit().subject()).isEqualTo("Update a");
    }

    @Test
    void theFirstCommitOfARefNeedsNoParent() throws Exception {
        remote.commit("main", Map.of("a", "x"), "start");
        TreeEdit edit =
                bot.repo().emptyTree().add("state.json", FileKind.REGULAR, "{}".getBytes(StandardCharsets.UTF_8));
        Snapshot data = bot.repo().commit(edit, CommitRequest.root(Bot.IDENTITY, Bot.NOON, "State"));

        PushResult pushed = bot.repo().push(List.of(RefUpdate.create("refs/fairlead/state", data.id())));

        assertThat(pushed.landed()).as(pushed.toString()).isTrue();
        assertThat(remote.files("refs/fairlead/state")).isEqualTo(Map.of("state.json", "100644 {}"));
    }

    @Test
    void changesTellWhatDiffersBetweenTwoSnapshots() throws Exception {
        remote.commit("main", Map.of("a", "1", "d/b", "1", "d/c", "1", "e", "1"), "start");
        Snapshot before = bot.main();
        remote.commit("main", Map.of("a", "1", "d/b", "2", "e/f", "1", "g", "1"), "next");
        Snapshot after = bot.main();

        assertThat(bot.repo().changes(before, after))
                .extracting(change -> change.path()
                        + (change.before().isPresent() ? " -" : " ")
                        + (change.after().isPresent() ? "+" : ""))
                .containsExactly("d/b -+", "d/c -", "e -", "e/f +", "g +");
        assertThat(bot.repo().changes(after, after)).isEmpty();
    }
}
