package dev.fairlead.agent.source.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.agent.source.Artifact;
import dev.fairlead.agent.source.Failure;
import dev.fairlead.agent.source.GitRef;
import dev.fairlead.agent.source.GitSource;
import dev.fairlead.agent.source.GitSource.Access;
import dev.fairlead.agent.source.remote.Fetch;
import dev.fairlead.agent.source.store.Limits;
import dev.fairlead.configrepo.BareRepo;
import dev.fairlead.configrepo.GitCredentials;
import dev.fairlead.configrepo.GitHttpServer;
import dev.fairlead.configrepo.GitHttpServer.Fault;
import dev.fairlead.configrepo.GitId;
import dev.fairlead.configrepo.GitSshServer;
import dev.fairlead.configrepo.RepoLocation;
import dev.fairlead.configrepo.Tools;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.eclipse.jgit.util.FileUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sources in a real Git, over real HTTP and SSH. */
@Tag("service")
class GitSourceTest {
    @TempDir
    Path temp;

    private BareRepo repo;
    private GitHttpServer server;
    private Fetch fetch;

    @BeforeEach
    void start() throws Exception {
        repo = BareRepo.create(temp.resolve("git/config.git"));
        server = GitHttpServer.serve(temp.resolve("git"));
        fetch = Fetch.into(temp.resolve("agent"));
    }

    @AfterEach
    void stop() {
        fetch.close();
        server.close();
        repo.close();
    }

    private GitSource source(GitRef ref) {
        return GitSource.of(RepoLocation.parse(server.url("config.git")), ref);
    }

    private void tag(String name, String commit) throws Exception {
        repo.point("refs/tags/" + name, commit);
    }

    @Test
    void everyWayToNameACommit() throws Exception {
        String first = repo.commit("main", Map.of("a.yaml", "1"), "first");
        tag("v1.0.0", first);
        String second = repo.commit("main", Map.of("a.yaml", "2"), "second");
        tag("v1.2.0", second);
        tag("v1.2", first);
        tag("v2.0.0-rc.1", second);
        tag("nightly", first);
        repo.point("refs/pull/7/head", first);

        assertThat(fetch.good(source(new GitRef.Head())).revision()).isEqualTo("main@sha1:" + second);
        assertThat(fetch.good(source(new GitRef.Branch("main"))).revision()).isEqualTo("main@sha1:" + second);
        assertThat(fetch.good(source(new GitRef.Tag("nightly"))).revision()).isEqualTo("nightly@sha1:" + first);
        assertThat(fetch.good(source(new GitRef.SemVer(">=1.0.0"))).revision()).isEqualTo("v1.2.0@sha1:" + second);
        assertThat(fetch.good(source(new GitRef.SemVer("~1.0"))).revision()).isEqualTo("v1.0.0@sha1:" + first);
        assertThat(fetch.good(source(new GitRef.SemVer(">=2.0.0-0"))).revision())
                .isEqualTo("v2.0.0-rc.1@sha1:" + second);
        assertThat(fetch.good(source(new GitRef.Name("refs/pull/7/head"))).revision())
                .isEqualTo("refs/pull/7/head@sha1:" + first);
        Artifact byId = fetch.good(source(new GitRef.Commit(GitId.of(first))));
        assertThat(byId.revision()).isEqualTo("sha1:" + first);
        assertThat(Fetch.files(byId)).containsExactlyEntriesOf(Map.of("a.yaml", "1"));
    }

    /** Also where the commit is held already, which JGit's negotiation does not expect. */
    @Test
    void anAnnotatedTagIsTheCommitThatItNames() throws Exception {
        String commit = repo.commit("main", Map.of("a.yaml", "1"), "first");
        fetch.good(source(new GitRef.Branch("main")));
        Tools.run(
                repo.folder(),
                Map.of("GIT_COMMITTER_NAME", "A", "GIT_COMMITTER_EMAIL", "a@example.com"),
                "",
                "git",
                "tag",
                "-a",
                "-m",
                "one",
                "v1.0.0",
                commit);
        assertThat(fetch.good(source(new GitRef.Tag("v1.0.0"))).revision()).isEqualTo("v1.0.0@sha1:" + commit);
    }

    @Test
    void whatDidNotChangeCostsOneLookAtTheRefs() throws Exception {
        repo.commit("main", Map.of("a.yaml", "1"), "first");
        Artifact first = fetch.good(source(new GitRef.Branch("main")));
        int before = server.requests().size();

        assertThat(fetch.good(source(new GitRef.Branch("main")))).isEqualTo(first);
        assertThat(server.requests().subList(before, server.requests().size()))
                .noneMatch(request -> request.contains("git-receive"))
                .hasSizeLessThanOrEqualTo(2);

        repo.commit("main", Map.of("a.yaml", "2"), "second");
        assertThat(Fetch.files(fetch.good(source(new GitRef.Branch("main"))))).containsEntry("a.yaml", "2");
    }

    @Test
    void kindsOfFilesStayAndWhatLeadsOutDoesNot() throws Exception {
        repo.commitEntries("main", "all kinds", files -> {
            files.file("apps/web.yaml", "kind: Deployment\n");
            files.executable("run.sh", "#!/bin/sh\n");
            files.symlink("apps/again.yaml", "web.yaml");
            files.symlink("passwd", "/etc/passwd");
            files.symlink("up", "../../../../../../../../etc");
            files.file("größe.yaml", "a: 1\n");
        });
        Artifact artifact = fetch.good(source(new GitRef.Branch("main")));
        assertThat(Fetch.files(artifact))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "apps/web.yaml", "kind: Deployment\n",
                        "run.sh", "* #!/bin/sh\n",
                        "apps/again.yaml", "-> web.yaml",
                        "größe.yaml", "a: 1\n"));
        assertThat(artifact.notes())
                .hasSize(2)
                .allSatisfy(note -> assertThat(note).contains("link that leads out"));
    }

    @Test
    void sparseFoldersAndIgnoredFiles() throws Exception {
        repo.commit(
                "main",
                Map.of(
                        "apps/web.yaml", "1",
                        "apps/README.md", "2",
                        "apps/secret/.sourceignore", "*.txt",
                        "apps/secret/a.txt", "3",
                        "apps/secret/a.yaml", "4",
                        "infra/db.yaml", "5",
                        "logo.png", "6"),
                "files");
        GitSource all = source(new GitRef.Branch("main"));
        assertThat(Fetch.files(fetch.good(all)))
                .containsOnlyKeys(
                        "apps/web.yaml",
                        "apps/README.md",
                        "apps/secret/.sourceignore",
                        "apps/secret/a.yaml",
                        "infra/db.yaml",
                        "logo.png");
        GitSource some = all.with(new GitSource.Files(false, List.of("./apps/"), Optional.of("*.md")));
        assertThat(Fetch.files(fetch.good(some)))
                .containsOnlyKeys("apps/web.yaml", "apps/secret/.sourceignore", "apps/secret/a.yaml");
    }

    @Test
    void submodulesAreFetchedWhereTheyAreWanted() throws Exception {
        try (BareRepo library = BareRepo.create(temp.resolve("git/library.git"))) {
            String commit = library.commit("main", Map.of("base.yaml", "base"), "library");
            repo.commitEntries("main", "with a submodule", files -> {
                files.file(".gitmodules", "[submodule \"lib\"]\n\tpath = vendor/lib\n\turl = ../library.git\n");
                files.file("a.yaml", "1");
                files.submodule("vendor/lib", commit);
            });
        }
        GitSource source = source(new GitRef.Branch("main"));
        assertThat(Fetch.files(fetch.good(source))).containsOnlyKeys("a.yaml");
        assertThat(Fetch.files(fetch.good(source.with(new GitSource.Files(true, List.of(), Optional.empty())))))
                .containsOnlyKeys("a.yaml", "vendor/lib/base.yaml");
    }

    @Test
    void aSubmoduleInAFolderOfThisMachineIsRefused() throws Exception {
        repo.commitEntries("main", "hostile", files -> {
            files.file(
                    ".gitmodules", "[submodule \"x\"]\n\tpath = x\n\turl = " + temp.resolve("git/config.git") + "\n");
            files.submodule("x", "1".repeat(40));
        });
        GitSource source =
                source(new GitRef.Branch("main")).with(new GitSource.Files(true, List.of(), Optional.empty()));
        assertThat(fetch.failure(source).problem().cause()).contains("folder of this machine");
    }

    @Test
    void aBranchThatHasGoneKeepsTheLastGoodArtifact() throws Exception {
        repo.commit("main", Map.of("a.yaml", "1"), "first");
        Artifact good = fetch.good(source(new GitRef.Branch("main")));
        Tools.run(repo.folder(), "git", "update-ref", "-d", "refs/heads/main");

        Failure failure = fetch.failure(source(new GitRef.Branch("main")));
        assertThat(failure.problem().place()).isEqualTo(server.url("config.git") + " branch main");
        assertThat(failure.problem().cause()).isEqualTo("the repository has no refs/heads/main");
        assertThat(Fetch.files(good)).containsEntry("a.yaml", "1");
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(Fault.UNAUTHORIZED, false),
                Arguments.of(Fault.FORBIDDEN, false),
                Arguments.of(Fault.BROKEN, true),
                Arguments.of(Fault.UNAVAILABLE, true));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aServerThatFailsKeepsTheLastGoodArtifact(Fault fault, boolean retryable) throws Exception {
        repo.commit("main", Map.of("a.yaml", "1"), "first");
        fetch.good(source(new GitRef.Branch("main")));
        repo.commit("main", Map.of("a.yaml", "2"), "second");
        for (int i = 0; i < 8; i++) {
            server.failNext(fault);
        }
        Failure failure = fetch.failure(source(new GitRef.Branch("main")));
        assertThat(failure.retryable()).isEqualTo(retryable);
        assertThat(failure.problem().remedy()).isNotEmpty();
    }

    @Test
    void aServerThatHasGoneKeepsTheLastGoodArtifact() throws Exception {
        repo.commit("main", Map.of("a.yaml", "1"), "first");
        GitSource source = source(new GitRef.Branch("main"));
        fetch.good(source);
        FileUtils.delete(repo.folder().toFile(), FileUtils.RECURSIVE);
        assertThat(fetch.failure(source).problem().cause()).isNotEmpty();
        server.close();
        Failure failure = fetch.failure(source);
        assertThat(failure.retryable()).isTrue();
        assertThat(failure.attempts()).isEqualTo(2);
    }

    @Test
    void aServerThatIsSilentIsGivenUp() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, java.net.InetAddress.getLoopbackAddress())) {
            GitSource source = GitSource.of(
                            RepoLocation.parse("http://127.0.0.1:" + silent.getLocalPort() + "/config.git"),
                            new GitRef.Branch("main"))
                    .with(Access.by(GitCredentials.none()).within(Duration.ofSeconds(1)));
            Failure failure = fetch.failure(source);
            assertThat(failure.retryable()).isTrue();
        }
    }

    @Test
    void aRepositoryOfTooManyFilesIsRefused() throws Exception {
        repo.commit("main", Map.of("a", "1", "b", "2", "c", "3"), "three");
        try (Fetch small = Fetch.into(temp.resolve("small"), new Limits(2, 1 << 20, 200))) {
            assertThat(small.failure(source(new GitRef.Branch("main")))
                            .problem()
                            .cause())
                    .isEqualTo("it has 3 files, more than 2");
        }
    }

    @Test
    void aTokenIsSentAndToldNowhere() throws Exception {
        repo.commit("main", Map.of("a.yaml", "1"), "first");
        server.requiringBasic("pat", "s3cret-token");
        GitSource source = source(new GitRef.Branch("main"));
        assertThat(fetch.good(source.with(Access.by(GitCredentials.token(() -> "s3cret-token"))))
                        .revision())
                .startsWith("main@sha1:");
        Failure failure = fetch.failure(source.with(Access.by(GitCredentials.token(() -> "wr0ng-token"))));
        assertThat(failure.problem().toString()).doesNotContain("wr0ng-token");
        try (Stream<Path> kept = Files.walk(temp.resolve("agent"))) {
            assertThat(kept.filter(Files::isRegularFile))
                    .noneMatch(file -> contains(file, "s3cret-token") || contains(file, "wr0ng-token"));
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1).contains(text);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void overSshOnlyAKnownHostIsTrusted() throws Exception {
        repo.commit("main", Map.of("a.yaml", "1"), "first");
        Path key = temp.resolve("deploy");
        Tools.run(temp, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", key.toString());
        String pem = Files.readString(key);
        PublicKey open = AuthorizedKeyEntry.parseAuthorizedKeyEntry(
                        Files.readString(temp.resolve("deploy.pub")).strip())
                .resolvePublicKey(null, null);
        try (GitSshServer ssh = GitSshServer.start(open, temp.resolve("git"))) {
            ssh.makeKnown(temp.resolve("known"));
            Access access = Access.by(GitCredentials.sshKeyText(() -> pem, Optional.empty()))
                    .within(Duration.ofSeconds(20));
            GitSource source = GitSource.of(RepoLocation.parse(ssh.url("config.git")), new GitRef.Branch("main"));

            String known = Files.readString(temp.resolve("known/known_hosts"));
            assertThat(Fetch.files(fetch.good(source.with(access.knowing(known)))))
                    .containsEntry("a.yaml", "1");

            ssh.makeKnownWithAnotherKey(temp.resolve("other"));
            String other = Files.readString(temp.resolve("other/known_hosts"));
            assertThat(fetch.failure(source.with(access.knowing(other)))
                            .problem()
                            .toString())
                    .containsIgnoringCase("key");
        }
    }
}
