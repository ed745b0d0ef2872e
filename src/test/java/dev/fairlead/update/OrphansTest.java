package dev.fairlead.update;

import static dev.fairlead.update.Workshop.API;
import static dev.fairlead.update.Workshop.config;
import static dev.fairlead.update.Workshop.only;
import static dev.fairlead.update.Workshop.shopConfig;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequest.State;
import dev.fairlead.update.report.GroupResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pull requests of groups that the configuration no longer has. */
class OrphansTest {
    private static final String BRANCH = "fairlead/shop";

    @TempDir
    Path temp;

    private Workshop shop;

    @BeforeEach
    void open() {
        shop = Workshop.shop(temp);
        shop.pushAndRun(API, "1.1.0");
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private void configure(String text) {
        shop.commit("main", Map.of("fairlead.yaml", text), "configure");
    }

    @Test
    void areClosedWithTheirBranches() {
        configure(config("updates: []\n"));

        List<String> notes = shop.run().notes();

        assertThat(notes)
                .containsExactly(shop.onlyPull().url() + " is closed: fairlead.yaml has no group 'shop' any more");
        assertThat(shop.onlyPull().state()).isEqualTo(State.CLOSED);
        assertThat(shop.head(BRANCH)).isEmpty();
        assertThat(shop.run().notes()).isEmpty();
    }

    @Test
    void holdNothingWhenTheirEntryComesBack() {
        configure(config("updates: []\n"));
        shop.run();
        configure(shopConfig());

        assertThat(only(shop.run()).result()).isEqualTo(GroupResult.OPENED);
    }

    @Test
    void areClosedWhenTheirGroupIsCalledOtherwise() {
        configure(shopConfig("    group: front\n"));

        shop.run();

        assertThat(shop.pulls().stream().filter(PullRequest::open).toList())
                .extracting(PullRequest::head)
                .containsExactly("fairlead/front");
    }

    @Test
    void stayWherePeopleHaveCommitted() {
        shop.commit(BRANCH, Map.of("apps/notes.md", "by hand"), "by hand");
        configure(config("updates: []\n"));

        assertThat(shop.run().notes())
                .containsExactly(
                        shop.onlyPull().url()
                                + " stays, though fairlead.yaml has no group 'shop' any more: people have committed to its branch");
        assertThat(shop.onlyPull().state()).isEqualTo(State.OPEN);
    }

    @Test
    void ofAnotherConfigurationAreLeftToIt() {
        shop.commit("main", Map.of("other.yaml", config("updates: []\n")), "another");

        assertThat(shop.run(UpdateRequest.configured().withConfigFile("other.yaml"))
                        .notes())
                .isEmpty();
        assertThat(shop.onlyPull().state()).isEqualTo(State.OPEN);
    }

    @Test
    void ofRunsByArgumentsStay() {
        shop.forge.close(shop.onlyPull().id());
        shop.tell(API + ":1.1.0", "apps");
        configure(config("updates: []\n"));

        assertThat(shop.run().notes()).isEmpty();
        assertThat(shop.openPull()).isPresent();
    }

    @Test
    void areNotLookedForByARunThatAsksAboutAPart() {
        configure(config("updates: [{name: other, image: " + API + ", paths: [apps]}]\n"));

        shop.run(UpdateRequest.configured().onlyGroups(Set.of("other")));
        shop.run(UpdateRequest.configured().asDryRun());

        assertThat(shop.onlyPull().state()).isEqualTo(State.OPEN);
    }
}
