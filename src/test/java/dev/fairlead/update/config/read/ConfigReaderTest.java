package dev.fairlead.update.config.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fairlead.forge.MergeMethod;
import dev.fairlead.image.ImageName;
import dev.fairlead.selection.VersionStep;
import dev.fairlead.update.config.DigestStyle;
import dev.fairlead.update.config.Grouping;
import dev.fairlead.update.config.ImageRule;
import dev.fairlead.update.config.Limits;
import dev.fairlead.update.config.PolicySource;
import dev.fairlead.update.config.UpdateConfig;
import dev.fairlead.update.config.UpdateEntry;
import dev.fairlead.update.config.delivery.DeliverySettings;
import dev.fairlead.update.config.delivery.PullRequestSettings.Rebuild;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code fairlead.yaml} says, and what a person reads when it is wrong. */
class ConfigReaderTest {
    private static final String HEAD = "apiVersion: fairlead.dev/v1\nkind: UpdateConfig\n";

    private static UpdateConfig read(String rest) {
        return ConfigReader.read("fairlead.yaml", HEAD + rest);
    }

    private static List<String> problems(String text) {
        ConfigException wrong =
                catchThrowableOfType(ConfigException.class, () -> ConfigReader.read("fairlead.yaml", text));
        assertThat(wrong).as("refused").isNotNull();
        return wrong.problems().stream().map(Object::toString).toList();
    }

    @Test
    void anEntryOfOneImage() {
        UpdateEntry entry = read("""
                updates:
                  - name: shop
                    image: contoso.azurecr.io/shop/api
                    select: semver:^1.4
                """).entries().get(0);

        assertThat(entry.name()).isEqualTo("shop");
        assertThat(entry.group()).as("one pull request an entry").isEqualTo("shop");
        assertThat(entry.images()).singleElement().satisfies(rule -> {
            assertThat(rule.image()).isEqualTo(ImageName.parse("contoso.azurecr.io/shop/api"));
            assertThat(rule.selector().orElseThrow().policy()).hasToString("semver:^1.4");
            assertThat(rule.style().digest()).isEqualTo(DigestStyle.KEEP);
            assertThat(rule.style().rollbacks()).isFalse();
        });
        assertThat(entry.scope().everywhere()).isTrue();
        assertThat(entry.delivery()).isEqualTo(DeliverySettings.DEFAULT);
        assertThat(entry.place()).isEqualTo("fairlead.yaml:4:5");
    }

    @Test
    void anEntryWithoutAPolicyWaitsForABuildToTellItsVersion() {
        UpdateEntry entry =
                read("updates: [{name: shop, image: nginx}]").entries().get(0);

        assertThat(entry.images().get(0).selector()).isEmpty();
    }

    @Test
    void whatAnEntryDoesNotSayIsTakenFromTheDefaults() {
        UpdateConfig config = read("""
                defaults:
                  select: semver:^1
                  include: ^v
                  digest: pin
                  rollbacks: allow
                  baseBranch: production
                  pullRequest: {labels: [images], reviewers: ['@contoso/ops', alice], autoMerge: squash}
                  commit: {author: {name: Bot, email: bot@contoso.example}, trailers: {Team: shop}}
                updates:
                  - name: inherits
                    image: nginx
                  - name: says-its-own
                    images:
                      - nginx
                      - image: contoso.azurecr.io/shop/web
                        select: newest
                        include: []
                        digest: drop
                    baseBranch: staging
                    pullRequest: {labels: [], draft: true, rebuild: whenConflicting}
                """);
        UpdateEntry inherits = config.entries().get(0);
        UpdateEntry own = config.entries().get(1);

        assertThat(inherits.delivery().baseBranch()).contains("production");
        assertThat(inherits.delivery().pullRequest().labels()).containsExactly("images");
        assertThat(inherits.delivery().pullRequest().reviewers()).containsExactly("alice");
        assertThat(inherits.delivery().pullRequest().teamReviewers()).containsExactly("ops");
        assertThat(inherits.delivery().pullRequest().autoMerge()).contains(MergeMethod.SQUASH);
        assertThat(inherits.delivery().commit().authorName()).contains("Bot");
        assertThat(inherits.delivery().commit().trailers()).isEqualTo(Map.of("Team", "shop"));
        assertThat(inherits.images().get(0).style().digest()).isEqualTo(DigestStyle.PIN);
        assertThat(inherits.images().get(0).style().rollbacks()).isTrue();

        ImageRule web = own.images().get(1);
        assertThat(web.selector().orElseThrow().policy()).hasToString("newest");
        assertThat(web.selector().orElseThrow().filter().include()).isEmpty();
        assertThat(web.style().digest()).isEqualTo(DigestStyle.DROP);
        assertThat(own.delivery().baseBranch()).contains("staging");
        assertThat(own.delivery().pullRequest().labels()).isEmpty();
        assertThat(own.delivery().pullRequest().reviewers())
                .as("not said again")
                .containsExactly("alice");
        assertThat(own.delivery().pullRequest().draft()).isTrue();
        assertThat(own.delivery().pullRequest().rebuild()).isEqualTo(Rebuild.WHEN_CONFLICTING);
    }

    @Test
    void whenSomethingIsWritten() {
        UpdateConfig config = read("""
                limits: {open: 5, perRun: 2, perHour: 3}
                defaults:
                  groupBy: image
                  schedule: {zone: Europe/Berlin, during: ['Mon-Fri 08:00-17:00', Sat], except: 2026-12-24..2027-01-02}
                updates:
                  - {name: inherits, image: nginx}
                  - name: own
                    group: mine
                    groupBy: entry
                    image: nginx
                    schedule: {during: '22:00-06:00'}
                    pause: {why: stock-taking, until: 2026-12-01}
                    pullRequest: {autoMerge: rebase, autoMergeOnly: [patch, minor]}
                """);
        UpdateEntry inherits = config.entries().get(0);
        UpdateEntry own = config.entries().get(1);

        assertThat(config.limits()).isEqualTo(new Limits(Optional.of(5), Optional.of(2), Optional.of(3)));
        assertThat(inherits.grouping()).isEqualTo(Grouping.IMAGE);
        assertThat(inherits.delivery().schedule().during()).hasSize(2);
        assertThat(inherits.delivery().pullRequest().autoMergeSteps()).hasSize(VersionStep.values().length);
        assertThat(own.grouping()).isEqualTo(Grouping.ENTRY);
        assertThat(own.delivery().schedule().zone()).hasToString("Europe/Berlin");
        assertThat(own.delivery().schedule().during()).hasSize(1);
        assertThat(own.delivery().schedule().except()).as("not said again").hasSize(1);
        assertThat(own.delivery().pause().orElseThrow().why()).isEqualTo("stock-taking");
        assertThat(own.delivery().pullRequest().autoMergeSteps())
                .containsExactlyInAnyOrder(VersionStep.PATCH, VersionStep.MINOR);
    }

    @Test
    void aPolicyThatFollowsOneTagTakesNoNameFiltersFromTheDefaults() {
        UpdateEntry entry = read("""
                defaults: {include: ^v}
                updates: [{name: shop, image: nginx, select: 'digest:stable'}]
                """).entries().get(0);

        assertThat(entry.images().get(0).selector().orElseThrow().policy()).hasToString("digest:stable");
    }

    @Test
    void placesTargetsAndSourcesOfPolicy() {
        UpdateEntry entry = read("""
                updates:
                  - name: shop
                    policiesFrom: [flux, argocd]
                    paths: [apps/*/overlays/dev, ./charts/]
                    excludePaths: apps/legacy
                    addToOverlays: true
                    targets:
                      - {kind: example.dev/Job, path: 'spec.steps[*].image'}
                      - {files: '**/app.yaml', path: version, part: tag, image: nginx}
                      - {files: '*.tf', pattern: 'image = "(?<image>[^"]+)"'}
                """).entries().get(0);

        assertThat(entry.policiesFrom()).containsExactlyInAnyOrder(PolicySource.FLUX, PolicySource.ARGOCD);
        assertThat(entry.images()).isEmpty();
        assertThat(entry.scope()).hasToString("apps/*/overlays/dev, charts");
        assertThat(entry.scope().contains("apps/shop/overlays/dev/kustomization.yaml"))
                .isTrue();
        assertThat(entry.scope().contains("apps/shop/overlays/prod/kustomization.yaml"))
                .isFalse();
        assertThat(entry.addToOverlays()).isTrue();
        assertThat(entry.manifests().customFields()).hasSize(2);
        assertThat(entry.manifests().textPatterns()).hasSize(1);
    }

    @Test
    void holdsAndRegistries() {
        UpdateConfig config = read("""
                registries:
                  - {host: 'registry.corp.example:5000', provider: acr, plainHttp: true, certificateAuthority: certs/corp.pem}
                updates: []
                holds:
                  - {image: nginx, tag: 1.10, why: leaks memory, until: 2026-12-24}
                  - {image: redis, why: frozen}
                """);

        assertThat(config.registries()).singleElement().satisfies(registry -> {
            assertThat(registry.azure()).contains(true);
            assertThat(registry.plainHttp()).isTrue();
            assertThat(registry.certificateAuthority()).contains("certs/corp.pem");
        });
        assertThat(config.holds().get(0).tag().orElseThrow())
                .as("a tag is text, whatever YAML thinks of it")
                .hasToString("1.10");
        assertThat(config.holds().get(0).until()).contains(Instant.parse("2026-12-24T00:00:00Z"));
        assertThat(config.holds().get(1).tag()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "many", "1.5"})
    void aLimitIsANumberFromOne(String limit) {
        assertThat(problems("apiVersion: fairlead.dev/v1\nkind: UpdateConfig\nupdates: []\nlimits: {open: " + limit
                        + "}\n"))
                .containsExactly("fairlead.yaml:4:16: '" + limit + "' is no number from 1");
    }

    @Test
    void everythingThatIsWrongIsToldAtOnceAndInOrder() {
        assertThat(problems("""
                        apiVersion: fairlead.dev/v2
                        kind: UpdateConfig
                        updates:
                          - name: Shop Front
                            image: contoso.azurecr.io/shop/api:1.0
                            selekt: semver:^1
                            minAge: soon
                        """))
                .satisfiesExactly(
                        problem ->
                                assertThat(problem).startsWith("fairlead.yaml:1:13: 'apiVersion' is 'fairlead.dev/v2'"),
                        problem -> assertThat(problem).startsWith("fairlead.yaml:4:11: 'Shop Front' is no name"),
                        problem -> assertThat(problem).startsWith("fairlead.yaml:5:12: "),
                        problem -> assertThat(problem)
                                .isEqualTo("fairlead.yaml:6:5: unknown key 'selekt'; did you mean 'select'?"),
                        problem -> assertThat(problem).startsWith("fairlead.yaml:7:13: it is no age"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "updates: [{name: a, image: nginx, base_branch: x}]      | 1:36: unknown key 'base_branch'; did you mean 'baseBranch'?",
                "updates: [{name: a, image: nginx, pullRequest: {lables: x}}] | unknown key 'lables'; did you mean 'labels'?",
                "updates: [{name: a, image: nginx, colour: red}]         | unknown key 'colour'; known here are name, image",
                "updates: [{name: a, image: nginx, name: b}]             | the key 'name' is here a second time",
                "updates: [{name: a}]                                    | the entry names no image",
                "updates: [{image: nginx}]                               | 'name' is missing",
                "updates: {name: a}                                      | 'updates' is a list",
                "updates: [nginx]                                        | a mapping is wanted here, not a single value",
                "holds: []                                               | 'updates' is missing",
                "updates: [{name: a, image: [nginx]}]                    | 'image' is a single value, not a list",
                "updates: [{name: a, image: nginx, delivery: comit}]     | 'delivery' cannot be 'comit'; did you mean 'commit'?",
                "updates: [{name: a, image: nginx, delivery: fax}]       | write one of commit, pullRequest",
                "updates: [{name: a, image: nginx, select: 'semver:^'}]  | no version comparison",
                "updates: [{name: a, image: nginx, select: newst}]       | 'newst' is no policy",
                "updates: [{name: a, image: nginx, branch: 'x..{group}'}] | cannot be the name of a branch",
                "updates: [{name: a, image: nginx, branch: 'x-{grp}'}]   | '{grp}' is nothing that can be filled in; known are {group}",
                "updates: [{name: a, image: nginx, paths: ../other}]     | '../other' has the segment '..'",
                "updates: [{name: a, image: nginx, paths: [/etc]}]       | '/etc' is not a path inside the repository",
                "updates: [{name: a, images: [nginx, docker.io/library/nginx]}] | is named twice",
                "updates: [{name: a, image: nginx}, {name: a, image: x}] | the name 'a' is taken by the entry at f.yaml:1:61",
                "updates: [{name: a, image: nginx, group: g}, {name: b, image: x, group: g, delivery: commit}] | the group 'g' is delivered otherwise",
                "updates: [{name: a, image: nginx, schedule: {zone: Berlin}}] | 'Berlin' is no time zone",
                "updates: [{name: a, image: nginx, schedule: {during: 8-17}}] | '8-17' is no part of a week",
                "updates: [{name: a, image: nginx, schedule: {except: Easter}}] | 'Easter' is no date",
                "updates: [{name: a, image: nginx, pause: {until: 2026-12-01}}] | 'why' is missing",
                "updates: [{name: a, image: nginx, groupBy: path}]       | the entry has no 'paths' to be grouped by",
                "updates: [{name: a, image: nginx, pullRequest: {autoMergeOnly: tiny}}] | 'tiny' is no kind of update",
                "updates: [{name: a, image: nginx, pullRequest: {body: '{tabel}'}}] | '{tabel}' is nothing that can be filled in",
                "updates: [{name: a, image: nginx, targets: [{path: x}]}] | a target names a 'kind' or 'files'",
                "updates: [{name: a, image: nginx, targets: [{files: x, pattern: '('}]}] | is no regular expression",
                "updates: [{name: a, image: nginx, select: 'digest:x', include: y}] | 'include' has nothing to choose from",
                "updates: [{name: a, image: nginx, commit: {trailers: {Fairlead-Seal: x}}}] | cannot be a trailer's key",
                "updates: [{<<: {}, name: a, image: nginx}]              | merge keys are not read here",
                "updates: [{name: a, policiesFrom: helm}]                | 'helm' is no source of policies",
                "updates: [], holds: [{image: nginx, why: x, until: soon}] | 'soon' is no date",
                "updates: ['                                             | this is no YAML",
            })
    void aMistakeIsToldWithItsPlaceAndARemedy(String rest, String told) {
        String text = "{apiVersion: fairlead.dev/v1, kind: UpdateConfig, " + rest + "}";

        assertThatThrownBy(() -> ConfigReader.read("f.yaml", text))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(told.startsWith("1:") ? told.substring(told.indexOf(": ") + 2) : told)
                .message()
                .startsWith("f.yaml:");
    }

    @ParameterizedTest
    @CsvSource({"''", "# nothing", "[]", "text"})
    void aFileWithoutAConfigurationSaysHowToBegin(String text) {
        assertThatThrownBy(() -> ConfigReader.read("f.yaml", text))
                .hasMessage("f.yaml: the file holds no configuration; begin with 'apiVersion: fairlead.dev/v1' and"
                        + " 'kind: UpdateConfig'");
    }
}
