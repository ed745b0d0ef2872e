package dev.fairlead.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.FairleadException;
import dev.fairlead.pipeline.order.FilterOrder;
import dev.fairlead.pipeline.order.TagOrder;
import dev.fairlead.pipeline.result.NewestTag;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The newest tag, asked of a registry that speaks TLS by an authority of its own and wants a password. */
class NewestTagTest {
    @TempDir
    Path temp;

    private Dock dock;

    @BeforeEach
    void start() {
        dock = new Dock(temp);
        dock.push("shop/api", "1.4.0", "1.5.0-rc.1", "1.4.2", "2.0.0");
    }

    @AfterEach
    void stop() {
        dock.close();
    }

    private NewestTag newest(String image, String select) {
        return newest(image, select, FilterOrder.NONE);
    }

    private NewestTag newest(String image, String select, FilterOrder filter) {
        return Pipeline.with(dock.access()).newestTag(new TagOrder(image, select, filter));
    }

    @Test
    void tellsTheTagItsDigestItsTimeAndWhy() {
        NewestTag found = newest(dock.image("shop/api"), "semver:^1.4");

        assertThat(found.tag()).isEqualTo("1.4.2");
        assertThat(found.digest())
                .hasValueSatisfying(digest -> assertThat(digest).startsWith("sha256:"));
        assertThat(found.reference())
                .isEqualTo(dock.image("shop/api") + ":1.4.2@" + found.digest().orElseThrow());
        assertThat(found.pushed()).isPresent();
        assertThat(found.reason()).startsWith("highest version in ^1.4; ").contains("4 tags");
    }

    @Test
    void choosesAmongWhatTheFilterLeaves() {
        FilterOrder filter = new FilterOrder(
                List.of(), List.of("1.4.2"), Optional.empty(), List.of("linux/amd64"), Optional.empty());
        assertThat(newest(dock.image("shop/api"), "semver:^1.4", filter).tag()).isEqualTo("1.4.0");
    }

    @Test
    void goesForwardFromTheTagInUse() {
        assertThat(newest(dock.image("shop/api") + ":1.4.0", "semver:^1.4").tag())
                .isEqualTo("1.4.2");
    }

    @Test
    void neverGoesBack() {
        assertThatThrownBy(() -> newest(dock.image("shop/api") + ":2.0.0", "semver:^1.4"))
                .isInstanceOf(FairleadException.class)
                .hasMessageContaining("2.0.0")
                .hasMessageContaining("1.4.2");
    }

    @Test
    void nothingFoundIsToldWithWhatWasSeen() {
        assertThatThrownBy(() -> newest(dock.image("shop/api"), "semver:^3"))
                .isInstanceOfSatisfying(
                        FairleadException.class,
                        e -> assertThat(e.problem().remedy()).isNotBlank())
                .hasMessageContaining("4 tags");
    }

    @Test
    void aRepositoryThatIsNotThereIsTold() {
        assertThatThrownBy(() -> newest(dock.image("shop/nothing"), "newest"))
                .isInstanceOf(FairleadException.class)
                .hasMessageContaining("shop/nothing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a::b                     | newest      | parameter 'image': ",
                "contoso.azurecr.io/a     | newst       | parameter 'select': ",
                "contoso.azurecr.io/a     | semver:^^1  | parameter 'select': ",
            })
    void whatCannotBeReadIsToldWithItsParameter(String image, String select, String told) {
        assertThatThrownBy(() -> newest(image, select))
                .isInstanceOf(FairleadException.class)
                .hasMessageStartingWith(told);
        assertThat(dock.registry.requests()).isZero();
    }

    @Test
    void anAgeThatCannotBeReadIsToldWithItsParameter() {
        FilterOrder filter = new FilterOrder(List.of(), List.of(), Optional.empty(), List.of(), Optional.of("a while"));
        assertThatThrownBy(() -> newest(dock.image("shop/api"), "newest", filter))
                .isInstanceOf(FairleadException.class)
                .hasMessageStartingWith("parameter 'filter': ");
    }
}
