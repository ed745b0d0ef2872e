package dev.fairlead.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.FairleadException;
import dev.fairlead.configrepo.Identity;
import dev.fairlead.forge.MergeMethod;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.pipeline.order.FilterOrder;
import dev.fairlead.pipeline.order.UpdateOrder;
import dev.fairlead.pipeline.order.UpdateOrder.What;
import dev.fairlead.pipeline.result.PullRequestView;
import dev.fairlead.update.DeliveryArguments;
import dev.fairlead.update.config.DigestStyle;
import dev.fairlead.update.report.GroupReport;
import dev.fairlead.update.report.GroupResult;
import dev.fairlead.update.report.ReportText;
import dev.fairlead.update.report.Step;
import dev.fairlead.update.report.UpdateListener;
import dev.fairlead.update.report.UpdateReport;
import dev.fairlead.update.report.UpdateReport.Status;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An update as a step asks for it: a real registry, a real repository, a real pull request. */
class UpdateTest {
    private static final String BUILD = "https://ci.example/job/shop/job/main/7/";
    private static final String FILE = "apps/shop/values.yaml";

    @TempDir
    Path temp;

    private Dock dock;
    private String api;

    @BeforeEach
    void start() {
        dock = new Dock(temp);
        api = dock.image("shop/api");
        dock.push("shop/api", "1.4.0", "1.4.1", "1.5.0");
        dock.commit(Map.of("fairlead.yaml", """
                apiVersion: fairlead.dev/v1
                kind: UpdateConfig
                updates: [{name: shop, image: '%s', select: 'semver:^1.4', paths: apps}]
                """.formatted(api), FILE, "image: " + api + ":1.4.0 # keep me\n"));
    }

    @AfterEach
    void stop() {
        dock.close();
    }

    private UpdateReport update(UpdateOrder order) {
        return Pipeline.with(dock.access()).update(order, UpdateListener.SILENT);
    }

    private static GroupReport only(UpdateReport report) {
        assertThat(report.status()).as(report.toString()).isEqualTo(Status.DONE);
        assertThat(report.groups()).hasSize(1);
        return report.groups().get(0);
    }

    private PullRequest onlyPull() {
        assertThat(dock.pulls()).hasSize(1);
        return dock.pulls().get(0);
    }

    @Test
    void aBuildTellsItsImageByArgumentsAndIsNamedAsTheReason() throws Exception {
        UpdateOrder order = Dock.toldBy(dock.telling(api + ":1.4.1"), BUILD);
        GroupReport group = only(update(order));

        assertThat(group.result()).isEqualTo(GroupResult.OPENED);
        assertThat(ReportText.images(group)).singleElement().asString().contains("1.4.0 → 1.4.1  told by " + BUILD);
        assertThat(ReportText.changes(group)).containsExactly(FILE + ":1:8: " + api + ":1.4.0 → " + api + ":1.4.1");
        PullRequest pull = onlyPull();
        assertThat(pull.body()).contains("told by").contains(BUILD);
        assertThat(dock.file(pull.head(), FILE)).isEqualTo("image: " + api + ":1.4.1 # keep me\n");
        RevCommit commit = dock.remote.log("refs/heads/" + pull.head()).get(0);
        assertThat(commit.getFullMessage()).contains(BUILD);

        assertThat(only(update(order)).result()).isEqualTo(GroupResult.UNCHANGED);
        assertThat(onlyPull().headCommit()).isEqualTo(commit.name());
    }

    @Test
    void theNewestIsAskedForByArguments() {
        What what = new What(
                List.of(api),
                Optional.empty(),
                List.of("shop-dev"),
                List.of("apps/shop"),
                Optional.of("semver:~1.4"),
                FilterOrder.NONE,
                DigestStyle.PIN,
                false,
                List.of());
        only(update(dock.order(what, DeliveryArguments.DEFAULT)));
        assertThat(onlyPull().head()).contains("shop-dev");
        assertThat(dock.file(onlyPull().head(), FILE)).startsWith("image: " + api + ":1.4.1@sha256:");
    }

    @Test
    void theConfigurationSaysWhatIsUpdated() {
        GroupReport group = only(update(dock.configured()));
        assertThat(group.group()).isEqualTo("shop");
        assertThat(dock.file("fairlead/shop", FILE)).contains(":1.5.0 ");
    }

    @Test
    void withoutImagesTheConfigurationIsMeant() {
        only(update(dock.order(Dock.what(List.of(), Optional.empty()), DeliveryArguments.DEFAULT)));
        assertThat(dock.file("fairlead/shop", FILE)).contains(":1.5.0 ");
    }

    @Test
    void aBuildTellsItsImageToTheConfiguration() {
        What what = Dock.what(List.of(api + ":1.4.1"), Optional.of("fairlead.yaml"));
        only(update(Dock.toldBy(dock.order(what, DeliveryArguments.DEFAULT), BUILD)));
        assertThat(dock.file("fairlead/shop", FILE)).contains(":1.4.1 ");
        assertThat(onlyPull().body()).contains(BUILD);
    }

    @Test
    void theWayToTheBaseBranchIsAsSaid() throws Exception {
        DeliveryArguments straight = new DeliveryArguments(
                true,
                Optional.of("main"),
                Optional.empty(),
                Optional.of("Ship {images}"),
                List.of(),
                List.of(),
                false,
                Optional.empty());
        UpdateOrder plain = dock.order(Dock.what(List.of(api + ":1.4.1"), Optional.empty()), straight);
        UpdateOrder order = new UpdateOrder(
                plain.repository(),
                plain.what(),
                straight,
                Optional.empty(),
                Optional.of(new Identity("Ship Bot", "ship@contoso.example")),
                false,
                plain.races());

        GroupReport group = only(update(order));

        assertThat(group.result()).isEqualTo(GroupResult.COMMITTED);
        RevCommit commit = dock.remote.log("refs/heads/main").get(0);
        assertThat(group.commit()).contains(commit.name());
        assertThat(commit.getShortMessage()).isEqualTo("Ship shop/api to 1.4.1");
        assertThat(commit.getCommitterIdent().getEmailAddress()).isEqualTo("ship@contoso.example");
        assertThat(dock.pulls()).isEmpty();
    }

    @Test
    void reviewersLabelsAndTitleReachThePullRequest() {
        DeliveryArguments delivery = new DeliveryArguments(
                false,
                Optional.empty(),
                Optional.of("Ship {images}"),
                Optional.empty(),
                List.of("deps"),
                List.of("@contoso/ops", "@grace"),
                true,
                Optional.empty());
        only(update(dock.order(Dock.what(List.of(api + ":1.4.1"), Optional.empty()), delivery)));
        PullRequest pull = onlyPull();
        assertThat(pull.title()).isEqualTo("Ship shop/api to 1.4.1");
        assertThat(pull.labels()).contains("deps");
        assertThat(pull.reviewers()).containsExactly("grace");
        assertThat(pull.draft()).isTrue();
    }

    @Test
    void aDryRunTellsTheDiffAndChangesNothing() throws Exception {
        GroupReport group = only(update(Dock.dry(dock.telling(api + ":1.4.1"))));
        assertThat(group.result()).isEqualTo(GroupResult.PLANNED);
        assertThat(group.diff())
                .contains("-image: " + api + ":1.4.0 # keep me")
                .contains("+image: " + api + ":1.4.1 # keep me");
        assertThat(dock.pulls()).isEmpty();
        assertThat(dock.remote.jgit().getRefDatabase().getRefsByPrefix("refs/"))
                .singleElement()
                .satisfies(ref -> assertThat(ref.getName()).isEqualTo("refs/heads/main"));
    }

    @Test
    void aListenerHearsEveryStep() {
        List<Step> heard = Collections.synchronizedList(new ArrayList<>());
        Pipeline.with(dock.access()).update(dock.telling(api + ":1.4.1"), new UpdateListener() {
            @Override
            public void reached(Step step, String group) {
                heard.add(step);
            }
        });
        assertThat(heard).startsWith(Step.FETCHED).contains(Step.PUSHED, Step.PULL_REQUEST_OPENED);
    }

    @Test
    void aTagThatTheRegistryLacksFailsTheImageAndTellsWhy() {
        UpdateReport report = update(dock.telling(api + ":9.9.9"));
        assertThat(report.status()).isEqualTo(Status.FAILED);
        assertThat(ReportText.images(report.groups().get(0)))
                .singleElement()
                .asString()
                .contains("the registry has no such tag");
    }

    @Test
    void aPullRequestIsShownAsItIs() {
        update(dock.telling(api + ":1.4.1"));
        Pipeline pipeline = Pipeline.with(dock.access());
        String id = onlyPull().id();
        PullRequestView open = pipeline.pullRequest(dock.repository(), id).orElseThrow();
        assertThat(open.state()).isEqualTo("open");
        assertThat(open.title()).isEqualTo(onlyPull().title());
        assertThat(open.mergeCommit()).isEmpty();

        String merged = dock.merge(onlyPull()).mergeCommit().orElseThrow();
        PullRequestView after = pipeline.pullRequest(dock.repository(), id).orElseThrow();
        assertThat(after.state()).isEqualTo("merged");
        assertThat(after.mergeCommit()).contains(merged);
        assertThat(pipeline.pullRequest(dock.repository(), "4711")).isEmpty();
    }

    /** What was said and cannot count is refused: nothing that a pipeline says is passed over in silence. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void whatCannotCountIsRefused(String parameter, What what, DeliveryArguments delivery, String told) {
        assertThatThrownBy(() -> update(dock.order(what, delivery)))
                .isInstanceOfSatisfying(FairleadException.class, e -> {
                    assertThat(e.problem().place()).isEqualTo("parameter '" + parameter + "'");
                    assertThat(e.problem().remedy()).isNotBlank();
                })
                .hasMessageContaining(told);
    }

    private static What with(
            List<String> images,
            Optional<String> config,
            List<String> groups,
            List<String> paths,
            Optional<String> select,
            FilterOrder filter,
            DigestStyle digest) {
        return new What(images, config, groups, paths, select, filter, digest, false, List.of());
    }

    static Stream<Arguments> refused() {
        FilterOrder old = new FilterOrder(List.of(), List.of(), Optional.empty(), List.of(), Optional.of("3d"));
        Optional<String> file = Optional.of("fairlead.yaml");
        Optional<String> none = Optional.empty();
        List<String> told = List.of("contoso.azurecr.io/shop/api:1");
        List<String> asked = List.of("contoso.azurecr.io/shop/api");
        List<String> no = List.of();
        DeliveryArguments plain = DeliveryArguments.DEFAULT;
        DeliveryArguments merging =
                new DeliveryArguments(false, none, none, none, no, no, false, Optional.of(MergeMethod.SQUASH));
        DeliveryArguments badTitle =
                new DeliveryArguments(false, none, Optional.of("{x}"), none, no, no, false, Optional.empty());
        DigestStyle keep = DigestStyle.KEEP;
        String alone = "this goes with images and without a configuration";
        return Stream.of(
                Arguments.of(
                        "paths", with(told, file, no, List.of("apps"), none, FilterOrder.NONE, keep), plain, alone),
                Arguments.of(
                        "select",
                        with(asked, file, no, no, Optional.of("newest"), FilterOrder.NONE, keep),
                        plain,
                        alone),
                Arguments.of("filter", with(no, none, no, no, none, old, keep), plain, alone),
                Arguments.of("digest", with(told, file, no, no, none, FilterOrder.NONE, DigestStyle.PIN), plain, alone),
                Arguments.of("delivery", with(no, file, no, no, none, FilterOrder.NONE, keep), merging, alone),
                Arguments.of("filter", with(told, none, no, no, none, old, keep), plain, "there is none"),
                Arguments.of("images", with(asked, none, no, no, none, FilterOrder.NONE, keep), plain, "has no tag"),
                Arguments.of(
                        "images", with(List.of("a::b"), none, no, no, none, FilterOrder.NONE, keep), plain, "a::b"),
                Arguments.of(
                        "groups",
                        with(told, none, List.of("a", "b"), no, none, FilterOrder.NONE, keep),
                        plain,
                        "there is one group"),
                Arguments.of(
                        "paths",
                        with(told, none, no, List.of("../x"), none, FilterOrder.NONE, keep),
                        plain,
                        "'../x' has the segment '..'"),
                Arguments.of(
                        "select",
                        with(asked, none, no, no, Optional.of("newst"), FilterOrder.NONE, keep),
                        plain,
                        "'newst' is no policy"),
                Arguments.of("delivery", with(told, none, no, no, none, FilterOrder.NONE, keep), badTitle, "'{x}'"));
    }
}
