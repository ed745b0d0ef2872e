package dev.fairlead.update.config.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fairlead.update.config.UpdateConfig;
import dev.fairlead.update.config.UpdateEntry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code environments}: one entry becomes one for each, and what is wrong is told with its place. */
class EnvironmentsTest {
    private static final String HEAD = "apiVersion: fairlead.dev/v1\nkind: UpdateConfig\n";
    private static final String TWO =
            "environments: [{name: dev, paths: dev}, {name: prod, paths: prod, soak: 1d12h}]\n";

    @Test
    void anEntryBecomesOneForEachEnvironment() {
        UpdateConfig config = ConfigReader.read(
                "f.yaml",
                HEAD + TWO
                        + "updates: [{name: shop, group: all, image: nginx, environments: [prod, dev], excludePaths: prod/old}]\n");

        assertThat(config.entries()).extracting(UpdateEntry::name).containsExactly("shop-dev", "shop-prod");
        assertThat(config.entries()).extracting(UpdateEntry::group).containsExactly("all-dev", "all-prod");
        UpdateEntry prod = config.entries().get(1);
        assertThat(prod.scope().contains("prod/a.yaml")).isTrue();
        assertThat(prod.scope().contains("prod/old/a.yaml")).isFalse();
        assertThat(config.entries().get(0).stage().orElseThrow().promotion()).isEmpty();
        var promotion = prod.stage().orElseThrow().promotion().orElseThrow();
        assertThat(promotion.from()).isEqualTo("dev");
        assertThat(promotion.soak()).isEqualTo(Duration.ofHours(36));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {name: prod}                                    | the environment has no 'paths'
            {name: dev, paths: b}                           | the name 'dev' is taken
            {name: none, paths: b}                          | 'none' means no environment
            {name: prod, paths: b, after: dve}              | there is no environment 'dve' above (did you mean 'dev'?)
            {name: prod, paths: b, after: later}            | there is no environment 'later' above
            {name: prod, paths: b, after: none, soak: 1h}   | 'soak' is about the environment before, and there is none
            {name: prod, paths: b, soak: soon}              | it is no age
            {name: prod, paths: b, soaks: 1h}               | unknown key 'soaks' (did you mean 'soak'?)
            {name: prod, paths: b, baseBranch: x}           | unknown key 'baseBranch'
            {name: prod, paths: b, delivery: fax}           | 'delivery' cannot be 'fax'
            """)
    void whatIsWrongInAnEnvironmentIsToldOnce(String environment, String told) {
        ConfigException wrong = catchThrowableOfType(
                ConfigException.class,
                () -> ConfigReader.read(
                        "f.yaml",
                        HEAD + "environments:\n- {name: dev, paths: a}\n- " + environment
                                + "\nupdates: [{name: shop, image: nginx, environments: [dev, prod]}]\n"));

        assertThat(wrong.problems()).anySatisfy(problem -> {
            assertThat(problem.place()).startsWith("f.yaml:5:");
            assertThat(problem.cause() + " (" + problem.remedy() + ")").contains(told);
        });
        assertThat(wrong.problems()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            environments: [dve]               | there is no environment 'dve' (did you mean 'dev'?)
            environments: [dev, dev]          | the environment 'dev' is named twice
            environments: dev, paths: apps    | 'paths' does not go with 'environments'
            environments: dev, policiesFrom: flux | 'policiesFrom' does not go with 'environments'
            """)
    void whatIsWrongInAnEntryIsToldAtItsPlace(String entry, String told) {
        ConfigException wrong = catchThrowableOfType(
                ConfigException.class,
                () -> ConfigReader.read(
                        "f.yaml", HEAD + TWO + "updates:\n- {name: shop, image: nginx, " + entry + "}\n"));

        assertThat(wrong.problems()).anySatisfy(problem -> {
            assertThat(problem.place()).startsWith("f.yaml:5:");
            assertThat(problem.cause() + " (" + problem.remedy() + ")").contains(told);
        });
    }

    @Test
    void aNameThatAnExpandedEntryTakesIsTaken() {
        ConfigException wrong = catchThrowableOfType(
                ConfigException.class,
                () -> ConfigReader.read(
                        "f.yaml",
                        HEAD + TWO
                                + "updates: [{name: shop, image: nginx, environments: dev}, {name: shop-dev, image: nginx}]\n"));

        assertThat(wrong).hasMessageContaining("the name 'shop-dev' is taken");
    }
}
