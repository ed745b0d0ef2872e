package dev.fairlead.update;

import static dev.fairlead.update.Workshop.deployment;
import static dev.fairlead.update.Workshop.minute;
import static dev.fairlead.update.Workshop.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.FairleadException;
import dev.fairlead.configrepo.CommitRequest;
import dev.fairlead.configrepo.FileKind;
import dev.fairlead.configrepo.GitId;
import dev.fairlead.configrepo.RefUpdate;
import dev.fairlead.configrepo.TreeEdit;
import dev.fairlead.image.ImageReference;
import dev.fairlead.update.config.ImageStyle;
import dev.fairlead.update.config.Scope;
import dev.fairlead.update.config.UpdateEntry;
import dev.fairlead.update.config.delivery.DeliverySettings;
import dev.fairlead.update.report.GroupResult;
import dev.fairlead.update.report.UpdateReport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs with more images and paths than anybody types. */
class ManyImagesTest {
    private static final int MANY = 5_000;

    @TempDir
    Path temp;

    private static String path(int n) {
        return "apps/app-%04d.yaml".formatted(n);
    }

    private static ImageReference image(int n, String tag) {
        return ImageReference.parse("contoso.azurecr.io/team/app-%04d:%s".formatted(n, tag));
    }

    private static UpdateEntry entry(List<ImageReference> versions, List<String> paths) {
        return ArgumentEntry.of(
                versions.stream().map(ImageReference::name).toList(),
                Optional.empty(),
                ImageStyle.DEFAULT,
                Scope.of(paths),
                Optional.of("many"),
                DeliverySettings.DEFAULT);
    }

    @Test
    void thousandsOfImagesAndPathsAreOneBearableCommit() {
        try (Workshop shop = new Workshop(temp)) {
            start(shop);
            List<ImageReference> versions =
                    IntStream.range(0, MANY).mapToObj(n -> image(n, "1.0.1")).toList();
            versions.forEach(version -> shop.registry
                    .push(version.name().toString(), "1.0.0", minute(0))
                    .push(version.name().toString(), "1.0.1", minute(1)));
            List<String> paths =
                    IntStream.range(0, MANY).mapToObj(ManyImagesTest::path).toList();
            UpdateRequest request =
                    UpdateRequest.ofEntry(entry(versions, paths)).telling(versions);

            UpdateReport report = shop.run(request);

            assertThat(only(report).result()).isEqualTo(GroupResult.OPENED);
            assertThat(only(report).changes()).hasSize(MANY);
            assertThat(shop.log("fairlead/many").get(0).getFullMessage()).hasSizeLessThan(2_000_000);
            assertThat(only(shop.run(request)).result()).as("the same again").isEqualTo(GroupResult.UNCHANGED);
        }
    }

    /** Makes the base branch in one pack. */
    private static void start(Workshop shop) {
        TreeEdit edit = shop.repo.emptyTree();
        IntStream.range(0, MANY)
                .forEach(n -> edit.add(
                        path(n),
                        FileKind.REGULAR,
                        deployment("app", image(n, "1.0.0").toString()).getBytes(StandardCharsets.UTF_8)));
        ZonedDateTime morning = Workshop.MORNING.atZone(ZoneOffset.UTC);
        CommitRequest request = CommitRequest.root(UpdateEnvironment.FAIRLEAD, morning, "start");
        GitId commit = shop.repo.commit(edit, request).id();
        assertThat(shop.repo
                        .push(List.of(RefUpdate.create("refs/heads/main", commit)))
                        .landed())
                .isTrue();
    }

    @Test
    void pathsBeyondReasonAreAUsageError() {
        List<String> paths = IntStream.range(0, 40_000)
                .mapToObj(n -> "a/path/of/some/length/" + path(n))
                .toList();

        assertThatThrownBy(() -> entry(List.of(image(1, "1.0.1")), paths))
                .isInstanceOf(FairleadException.class)
                .hasMessageContaining("1000000 are the most")
                .hasMessageContaining("name folders or patterns");
    }
}
