package dev.fairlead.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.FairleadException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageMetadataTest {
    private static final Instant NOW = Instant.parse("2026-11-22T23:58:59.987Z");
    private static final String SHA = "0123456789abcdef0123456789abcdef01234567";

    @TempDir
    Path temp;

    /** Variables as NAME=value, separated by blanks; SHA stands for a commit. */
    private ImageMetadata read(String variables) {
        Map<String, String> environment = new LinkedHashMap<>();
        for (String variable : variables.isEmpty() ? new String[0] : variables.split(" ")) {
            int equals = variable.indexOf('=');
            environment.put(
                    variable.substring(0, equals),
                    variable.substring(equals + 1).replace("SHA", SHA));
        }
        return ImageMetadata.read(temp, environment, NOW);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // variables | branch | git tag | pull request | build | default tag's beginning
                "JENKINS_URL=x GIT_COMMIT=SHA BRANCH_NAME=main BUILD_NUMBER=7 | main | - | - | 7 | main-0123456",
                "JENKINS_URL=x GIT_COMMIT=SHA GIT_BRANCH=origin/rel/1.x BUILD_NUMBER=7 | rel/1.x | - | - | 7 | rel-1-x-0123456",
                "JENKINS_URL=x GIT_COMMIT=SHA GIT_BRANCH=detached | - | - | - | - | -",
                "JENKINS_URL=x GIT_COMMIT=SHA BRANCH_NAME=PR-12 CHANGE_ID=12 CHANGE_BRANCH=main CHANGE_TARGET=main | main | - | 12 | - | pr-12-0123456",
                "JENKINS_URL=x GIT_COMMIT=SHA BRANCH_NAME=v1.4.0 TAG_NAME=v1.4.0 | - | v1.4.0 | - | - | -",
                "JENKINS_URL=x GIT_COMMIT=SHA GIT_BRANCH=main ghprbPullId=3 ghprbSourceBranch=main | main | - | 3 | - | pr-3-0123456",
                "GITHUB_ACTIONS=true GITHUB_SHA=SHA GITHUB_REF=refs/heads/feature/x GITHUB_RUN_NUMBER=5 | feature/x | - | - | 5 | feature-x-0123456",
                "GITHUB_ACTIONS=true GITHUB_SHA=SHA GITHUB_REF=refs/tags/v1.4.0 | - | v1.4.0 | - | - | -",
                "GITHUB_ACTIONS=true GITHUB_SHA=SHA GITHUB_REF=refs/pull/12/merge GITHUB_HEAD_REF=main GITHUB_BASE_REF=main | main | - | 12 | - | pr-12-0123456",
                "GITHUB_ACTIONS=true GITHUB_SHA=SHA GITHUB_REF=refs/heads/main GITHUB_HEAD_REF=main GITHUB_EVENT_NAME=pull_request_target | main | - | main | - | pr-main-0123456",
                "GITLAB_CI=true CI_COMMIT_SHA=SHA CI_COMMIT_BRANCH=main CI_COMMIT_REF_NAME=main CI_PIPELINE_IID=9 | main | - | - | 9 | main-0123456",
                "GITLAB_CI=true CI_COMMIT_SHA=SHA CI_COMMIT_TAG=1.4.0 CI_COMMIT_REF_NAME=1.4.0 | - | 1.4.0 | - | - | -",
                "GITLAB_CI=true CI_COMMIT_SHA=SHA CI_COMMIT_REF_NAME=main CI_MERGE_REQUEST_IID=4 CI_MERGE_REQUEST_SOURCE_BRANCH_NAME=main | main | - | 4 | - | pr-4-0123456",
                "TF_BUILD=True BUILD_SOURCEVERSION=SHA BUILD_SOURCEBRANCH=refs/heads/users/me/x BUILD_BUILDID=88 | users/me/x | - | - | 88 | users-me-x-0123456",
                "TF_BUILD=True BUILD_SOURCEVERSION=SHA BUILD_SOURCEBRANCH=refs/tags/v2.0.0 | - | v2.0.0 | - | - | -",
                "TF_BUILD=True BUILD_SOURCEVERSION=SHA BUILD_SOURCEBRANCH=refs/pull/6/merge SYSTEM_PULLREQUEST_SOURCEBRANCH=refs/heads/main SYSTEM_PULLREQUEST_PULLREQUESTID=6 | main | - | 6 | - | pr-6-0123456",
                "GIT_COMMIT=SHA GIT_BRANCH=origin/main BUILD_NUMBER=1 | main | - | - | 1 | main-0123456",
                "FAIRLEAD_COMMIT=SHA FAIRLEAD_BRANCH=main FAIRLEAD_GIT_TAG=v1.0.0 FAIRLEAD_BUILD_NUMBER=2 | main | v1.0.0 | - | 2 | main-0123456",
                "GITHUB_ACTIONS=true GITHUB_SHA=SHA GITHUB_REF=refs/heads/main FAIRLEAD_BRANCH=other | other | - | - | - | other-0123456",
            })
    void readsTheCi(String variables, String branch, String tag, String pullRequest, String build, String beginning) {
        ImageMetadata metadata = read(variables);

        assertThat(metadata.commit()).contains(SHA);
        assertThat(metadata.branch()).isEqualTo(Optional.ofNullable(branch));
        assertThat(metadata.gitTags()).isEqualTo(tag == null ? List.of() : List.of(tag));
        assertThat(metadata.pullRequest()).isEqualTo(Optional.ofNullable(pullRequest));
        assertThat(metadata.buildNumber()).isEqualTo(Optional.ofNullable(build));
        assertThat(ImageProposal.of(metadata, List.of(TagTemplate.DEFAULT)).tags())
                .extracting(dev.fairlead.image.Tag::value)
                .isEqualTo(beginning == null ? List.of() : List.of(beginning + "-20261122235859"));
        assertThat(metadata.notes()).isEmpty();
    }

    @Test
    void linksToTheBuildAndItsSource() {
        ImageMetadata gitHub =
                read("GITHUB_ACTIONS=true GITHUB_SERVER_URL=https://github.com GITHUB_REPOSITORY=o/r GITHUB_RUN_ID=77");
        assertThat(gitHub.buildUrl()).contains("https://github.com/o/r/actions/runs/77");
        assertThat(gitHub.source()).contains("https://github.com/o/r");

        ImageMetadata azure =
                read("TF_BUILD=True SYSTEM_COLLECTIONURI=https://dev.azure.com/org/ SYSTEM_TEAMPROJECT=proj"
                        + " BUILD_BUILDID=3 BUILD_REPOSITORY_URI=https://org@dev.azure.com/org/proj/_git/app");
        assertThat(azure.buildUrl()).contains("https://dev.azure.com/org/proj/_build/results?buildId=3");
        assertThat(azure.source()).contains("https://dev.azure.com/org/proj/_git/app");
    }

    @Test
    void sourceDateEpochIsTheTime() {
        assertThat(read("SOURCE_DATE_EPOCH=1767323045").time()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
        assertThat(read("").time()).isEqualTo(Instant.parse("2026-11-22T23:58:59Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "-1", "1767323045.5", "999999999999"})
    void aSourceDateEpochThatIsNoTimeIsAnError(String epoch) {
        assertThatThrownBy(() -> read("SOURCE_DATE_EPOCH=" + epoch))
                .isInstanceOf(FairleadException.class)
                .hasMessageContaining("SOURCE_DATE_EPOCH")
                .hasMessageContaining("git log");
    }

    @Test
    @Tag("service")
    void theWorkTreeIsBelievedAboutTheCommit() throws IOException {
        GitSandbox.requireGit();
        GitSandbox repo = GitSandbox.withCommit(temp);
        String built = repo.head();
        String head = repo.commit("version set by the build");
        repo.git("checkout", "-q", "--detach");
        repo.git("branch", "-q", "another");

        ImageMetadata metadata = read("JENKINS_URL=x BRANCH_NAME=main GIT_COMMIT=" + built);
        assertThat(metadata.commit()).contains(head);
        assertThat(metadata.branch()).contains("main");
        assertThat(metadata.notes()).singleElement().asString().contains("the work tree is believed");
    }

    @Test
    @Tag("service")
    void theCisBranchOfAnotherRepositoryIsLeftAside() throws IOException {
        GitSandbox.requireGit();
        GitSandbox repo = GitSandbox.withCommit(temp);
        repo.git("checkout", "-q", "-b", "develop");

        ImageMetadata metadata = read("JENKINS_URL=x BRANCH_NAME=main TAG_NAME= GIT_COMMIT=SHA BUILD_NUMBER=3");
        assertThat(metadata.commit()).contains(repo.head());
        assertThat(metadata.branch()).contains("develop");
        assertThat(metadata.buildNumber()).contains("3");
        assertThat(metadata.notes()).singleElement().asString().contains("is not in this repository");
    }

    @Test
    @Tag("service")
    void theHighestVersionOfTheCommitsTagsIsItsVersion() throws IOException {
        GitSandbox.requireGit();
        GitSandbox repo = GitSandbox.withCommit(temp);
        for (String tag : List.of("v1.9.0", "v1.10.0-rc1", "v1.10.0", "latest", "nightly", "app/v1.2.0")) {
            repo.git("tag", tag);
        }
        ImageMetadata metadata = read("");
        assertThat(metadata.gitTags())
                .containsExactly("v1.10.0", "v1.10.0-rc1", "v1.9.0", "app/v1.2.0", "nightly", "latest");
        assertThat(metadata.version()).contains("1.10.0");
        assertThat(read("FAIRLEAD_GIT_TAG=v1.9.0").version()).contains("1.9.0");
    }

    @Test
    @Tag("service")
    void aDirtyBuildSaysSoAndIsNoRelease() throws IOException {
        GitSandbox.requireGit();
        GitSandbox repo = GitSandbox.withCommit(temp);
        repo.git("tag", "v1.0.0");
        List<TagTemplate> templates = new ArrayList<>(List.of(TagTemplate.DEFAULT, TagTemplate.SEMVER));
        assertThat(ImageProposal.of(read(""), templates).tags())
                .extracting(dev.fairlead.image.Tag::value)
                .containsExactly("main-" + repo.head().substring(0, 7) + "-20261122235859", "1.0.0");

        repo.write("app.txt", "changed\n");
        ImageProposal dirty = ImageProposal.of(read(""), templates);
        assertThat(dirty.tags())
                .extracting(dev.fairlead.image.Tag::value)
                .containsExactly("main-" + repo.head().substring(0, 7) + "-20261122235859-dirty");
        assertThat(dirty.withheld()).singleElement().asString().contains("tracked files are changed");
        assertThat(dirty.labels()).containsEntry("org.opencontainers.image.revision", repo.head() + "-dirty");
    }
}
