package dev.fairlead.update;

import static dev.fairlead.update.Workshop.API;
import static dev.fairlead.update.Workshop.only;
import static dev.fairlead.update.Workshop.onlyItem;
import static dev.fairlead.update.Workshop.shopConfig;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.forge.BareRepository;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeCredentials.AccessToken;
import dev.fairlead.forge.ForgeSettings;
import dev.fairlead.forge.Forges;
import dev.fairlead.forge.MergeMethod;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.Secret;
import dev.fairlead.forge.bitbucket.JsonServer;
import dev.fairlead.forge.bitbucket.cloud.CloudStub;
import dev.fairlead.forge.bitbucket.datacenter.DataCenterStub;
import dev.fairlead.update.report.GroupResult;
import dev.fairlead.update.report.ItemResult;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole life against both kinds of Bitbucket: pull requests by their APIs, commits by Git. */
class BitbucketUpdateTest {
    private static final String BRANCH = "fairlead/shop";
    private static final String FILE = "apps/api.yaml";

    /** One kind of Bitbucket. */
    enum Kind {
        CLOUD {
            @Override
            void open(BitbucketUpdateTest test) throws IOException {
                CloudStub stub = new CloudStub(test.behind);
                test.take(stub, "git@bitbucket.org:acme/config.git", stub.api());
            }
        },
        DATA_CENTER {
            @Override
            void open(BitbucketUpdateTest test) throws IOException {
                DataCenterStub stub = new DataCenterStub(test.behind);
                test.take(stub, "https://git.example.com/scm/PLAT/config.git", stub.api());
            }
        };

        abstract void open(BitbucketUpdateTest test) throws IOException;
    }

    @TempDir
    Path temp;

    private BareRepository behind;
    private JsonServer bitbucket;
    private Workshop shop;

    private void open(Kind kind) throws IOException {
        behind = BareRepository.create(temp.resolve("config.git"));
        kind.open(this);
    }

    private void take(JsonServer stub, String url, URI api) throws IOException {
        bitbucket = stub;
        Forge forge = Forges.open(
                url,
                ForgeSettings.of(Map.of())
                        .withApiUrl(api)
                        .withCredentials(new AccessToken(Secret.of(JsonServer.TOKEN))));
        shop = new Workshop(temp, forge).stocked();
    }

    @AfterEach
    void close() {
        shop.close();
        bitbucket.close();
        behind.close();
    }

    @ParameterizedTest
    @EnumSource
    void itIsOpenedAndBroughtUpToDateAndMerged(Kind kind) throws IOException {
        open(kind);
        assertThat(only(shop.pushAndRun(API, "1.1.0")).result()).isEqualTo(GroupResult.OPENED);
        PullRequest opened = shop.onlyPull();
        assertThat(opened.title()).isEqualTo("Update shop/api to 1.1.0");
        assertThat(opened.headCommit()).isEqualTo(shop.head(BRANCH));
        int before = bitbucket.requests.size();
        assertThat(only(shop.run()).result()).isEqualTo(GroupResult.UNCHANGED);
        assertThat(bitbucket.requests.subList(before, bitbucket.requests.size()))
                .allMatch(request -> request.startsWith("GET "));

        assertThat(only(shop.pushAndRun(API, "1.2.0")).result()).isEqualTo(GroupResult.UPDATED);
        assertThat(shop.onlyPull().id()).as("found again by its head branch").isEqualTo(opened.id());
        assertThat(shop.onlyPull().title()).isEqualTo("Update shop/api to 1.2.0");

        shop.merge(shop.onlyPull(), MergeMethod.SQUASH);
        assertThat(only(shop.run()).result()).isEqualTo(GroupResult.WITHDRAWN);
        assertThat(shop.head(BRANCH)).isEmpty();
        assertThat(shop.tag("main", FILE)).isEqualTo("1.2.0");
    }

    @ParameterizedTest
    @EnumSource
    void aDeclinedOneHoldsItsVersion(Kind kind) throws IOException {
        open(kind);
        shop.pushAndRun(API, "1.1.0");
        shop.forge.close(shop.onlyPull().id());

        assertThat(onlyItem(shop.run()).result()).isEqualTo(ItemResult.HELD);
        assertThat(shop.head(BRANCH)).isEmpty();

        assertThat(only(shop.release(API + ":1.1.0")).result()).isEqualTo(GroupResult.OPENED);
        assertThat(shop.openPull().orElseThrow().id()).isEqualTo("2");
        assertThat(only(shop.run()).result()).isEqualTo(GroupResult.UNCHANGED);
    }

    @ParameterizedTest
    @EnumSource
    void reviewersAreAskedAndWhatCannotBeHeldDoesNotStopIt(Kind kind) throws IOException {
        open(kind);
        shop.commit("main", Map.of("fairlead.yaml", shopConfig("""
                pullRequest:
                  labels: [images]
                  reviewers: [grace, acme/platform]
            """)), "configure");
        assertThat(only(shop.pushAndRun(API, "1.1.0")).result()).isEqualTo(GroupResult.OPENED);
        assertThat(shop.onlyPull().reviewers()).containsExactly("grace");
        assertThat(only(shop.run()).result()).isEqualTo(GroupResult.UNCHANGED);
    }
}
