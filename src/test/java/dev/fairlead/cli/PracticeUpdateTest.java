package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.image.ImageReference;
import dev.fairlead.update.report.GroupResult;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The update that a start archive is made from has to get to its end, or the archive lacks what comes after. */
class PracticeUpdateTest {
    @TempDir
    Path folder;

    @Test
    void itGetsAsFarAsThePullRequest() throws IOException {
        var report = new PracticeUpdate(folder)
                .run(PrepareFastStartsCommand.MANIFEST, ImageReference.parse("registry.example/api:1.1.0"));

        assertThat(report.groups()).singleElement().satisfies(group -> {
            assertThat(group.result()).isEqualTo(GroupResult.OPENED);
            assertThat(group.changes()).hasSize(1);
        });
    }
}
