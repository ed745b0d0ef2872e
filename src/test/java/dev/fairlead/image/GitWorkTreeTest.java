package dev.fairlead.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.FairleadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("service")
class GitWorkTreeTest {
    @TempDir
    Path temp;

    @BeforeAll
    static void git() {
        GitSandbox.requireGit();
    }

    private static GitFacts facts(Path folder) {
        return GitWorkTree.read(folder, Optional.empty()).orElseThrow();
    }

    @Test
    void readsABranch() throws IOException {
        GitSandbox repo = GitSandbox.withCommit(temp.resolve("repo"));
        repo.git("checkout", "-q", "-b", "feature/a-b");
        repo.git("remote", "add", "origin", "https://bot:secret@git.example/team/app.git");
        repo.git("tag", "v1.0.0");
        repo.git("tag", "-a", "-m", "Annotated", "v1.0.1");

        GitFacts facts = facts(repo.folder());
        assertThat(facts.commit()).isEqualTo(repo.head());
        assertThat(facts.committed()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
        assertThat(facts.branch()).contains("feature/a-b");
        assertThat(facts.tags()).containsExactlyInAnyOrder("v1.0.0", "v1.0.1");
        assertThat(facts.dirty()).isFalse();
        assertThat(facts.remote()).contains("https://bot:secret@git.example/team/app.git");
    }

    @Test
    void readsFromAFolderInside() throws IOException {
        GitSandbox repo = GitSandbox.withCommit(temp.resolve("repo"));
        repo.write("deep/er/file.txt", "x");

        assertThat(facts(repo.folder().resolve("deep/er")).commit()).isEqualTo(repo.head());
    }

    @Test
    void changedFilesAreDirtyAndNewOnesAreNot() throws IOException {
        GitSandbox repo = GitSandbox.withCommit(temp.resolve("repo"));
        repo.write("target/app.jar", "built");
        assertThat(facts(repo.folder()).dirty()).isFalse();

        repo.write("app.txt", "changed\n");
        assertThat(facts(repo.folder()).dirty()).isTrue();

        repo.git("checkout", "-q", "app.txt");
        Files.delete(repo.folder().resolve("app.txt"));
        assertThat(facts(repo.folder()).dirty()).isTrue();

        repo.git("checkout", "-q", "app.txt");
        repo.write("new.txt", "staged\n");
        repo.git("add", "new.txt");
        assertThat(facts(repo.folder()).dirty()).isTrue();
    }

    @Test
    void aDetachedHeadIsOnTheOneBranchThatPointsAtIt() throws IOException {
        GitSandbox repo = GitSandbox.withCommit(temp.resolve("repo"));
        String first = repo.head();
        repo.commit("two");
        repo.git("checkout", "-q", "--detach");
        assertThat(facts(repo.folder()).branch()).contains("main");

        repo.git("branch", "other");
        assertThat(facts(repo.folder()).branch()).isEmpty();

        repo.git("checkout", "-q", first);
        assertThat(facts(repo.folder()).branch()).isEmpty();
        assertThat(facts(repo.folder()).commit()).isEqualTo(first);
    }

    /** What a CI does: fetch one commit of a remote without depth, and check it out detached. */
    @Test
    void readsAShallowCheckoutOfACi() throws IOException {
        GitSandbox origin = GitSandbox.withCommit(temp.resolve("origin"));
        origin.git("checkout", "-q", "-b", "release/1.x");
        String head = origin.commit("two");
        origin.git("tag", "v1.1.0");
        GitSandbox ci = GitSandbox.init(temp.resolve("ci"));
        ci.git("remote", "add", "origin", origin.folder().toUri().toString());
        ci.git(
                "fetch",
                "-q",
                "--depth=1",
                "origin",
                "+refs/heads/release/1.x:refs/remotes/origin/release/1.x",
                "+refs/tags/*:refs/tags/*");
        ci.git("checkout", "-q", "--detach", head);

        GitFacts facts = facts(ci.folder());
        assertThat(facts.commit()).isEqualTo(head);
        assertThat(facts.branch()).contains("release/1.x");
        assertThat(facts.tags()).containsExactly("v1.1.0");
        assertThat(facts.dirty()).isFalse();
    }

    @Test
    void aCloneIsOnTheRemotesBranchNotOnItsHead() throws IOException {
        GitSandbox origin = GitSandbox.withCommit(temp.resolve("origin"));
        origin.git(
                "clone",
                "-q",
                origin.folder().toUri().toString(),
                temp.resolve("clone").toString());
        GitSandbox clone = GitSandbox.at(temp.resolve("clone"));
        clone.git("checkout", "-q", "--detach");
        clone.git("branch", "-q", "-D", "main");

        assertThat(facts(clone.folder()).branch()).contains("main");
    }

    @Test
    void readsALinkedWorkTree() throws IOException {
        GitSandbox repo = GitSandbox.withCommit(temp.resolve("repo"));
        repo.git("remote", "add", "origin", "git@git.example:team/app.git");
        repo.git("tag", "v3.0.0");
        repo.git("worktree", "add", "-q", "-b", "hotfix", temp.resolve("linked").toString());
        GitSandbox linked = GitSandbox.at(temp.resolve("linked"));

        GitFacts facts = facts(linked.folder());
        assertThat(facts.branch()).contains("hotfix");
        assertThat(facts.commit()).isEqualTo(repo.head());
        assertThat(facts.tags()).containsExactly("v3.0.0");
        assertThat(facts.remote()).contains("git@git.example:team/app.git");
        assertThat(facts.dirty()).isFalse();

        linked.commit("two");
        assertThat(facts(linked.folder()).commit()).isEqualTo(linked.head()).isNotEqualTo(repo.head());
        linked.write("app.txt", "three\n");
        assertThat(facts(linked.folder()).dirty()).isTrue();
        assertThat(facts(repo.folder()).dirty()).isFalse();
    }

    @Test
    void readsASubmoduleAsARepositoryOfItsOwn() throws IOException {
        GitSandbox library = GitSandbox.withCommit(temp.resolve("library"));
        String libraryHead = library.commit("library");
        GitSandbox repo = GitSandbox.withCommit(temp.resolve("repo"));
        repo.git("submodule", "add", "-q", library.folder().toUri().toString(), "lib");
        repo.git("commit", "-q", "-m", "Add the library");

        assertThat(facts(repo.folder().resolve("lib")).commit()).isEqualTo(libraryHead);
        assertThat(facts(repo.folder()).commit()).isEqualTo(repo.head());
        assertThat(facts(repo.folder()).dirty()).isFalse();
    }

    @Test
    void aSubmoduleThatIsNotCheckedOutIsNotDirty() throws IOException {
        GitSandbox library = GitSandbox.withCommit(temp.resolve("library"));
        GitSandbox repo = GitSandbox.withCommit(temp.resolve("repo"));
        repo.git("submodule", "add", "-q", library.folder().toUri().toString(), "lib");
        repo.git("commit", "-q", "-m", "Add the library");
        repo.git(
                "clone",
                "-q",
                repo.folder().toUri().toString(),
                temp.resolve("clone").toString());

        assertThat(facts(temp.resolve("clone")).dirty()).isFalse();
    }

    @Test
    void whereThereIsNoGitThereAreNoFacts() throws IOException {
        Path plain = Files.createDirectories(temp.resolve("plain"));
        assertThat(GitWorkTree.read(plain, Optional.empty())).isEmpty();
        assertThat(GitWorkTree.read(plain.resolve("missing"), Optional.empty())).isEmpty();
    }

    @Test
    void whereNothingIsCommittedThereAreNoFacts() throws IOException {
        assertThat(GitWorkTree.read(GitSandbox.init(temp.resolve("empty")).folder(), Optional.empty()))
                .isEmpty();
    }

    @Test
    void aRepositoryThatCannotBeReadIsAnError() throws IOException {
        Path broken = Files.createDirectories(temp.resolve("broken"));
        Files.writeString(broken.resolve(".git"), "gitdir: ../nowhere\n");

        assertThatThrownBy(() -> GitWorkTree.read(broken, Optional.empty()))
                .isInstanceOf(FairleadException.class)
                .hasMessageContaining("cannot be read");
    }
}
