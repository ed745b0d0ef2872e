package dev.fairlead.configrepo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.util.FS;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is known of Git's configuration of the whole system is what JGit would have found out by asking git. */
class SystemConfigTest {
    private static final Map<String, String> PLAIN = Map.of();

    @Test
    @Tag("service")
    void itIsWhereGitSaysThatItIs() {
        Optional<File> known = SystemConfig.find(LocalGit.find(), PLAIN);
        if (known.isEmpty() || System.getenv("GIT_CONFIG_SYSTEM") != null) {
            Assumptions.abort("this machine has no git in /usr/bin that reads /etc/gitconfig");
        }

        assertThat(FS.detect().getGitSystemConfig()).isEqualTo(known.get());
    }

    @Test
    void onlyGitItselfTellsWhereThatOfAnotherGitIs() {
        assertThat(SystemConfig.find(Optional.of(new LocalGit(Path.of("/opt/git/bin/git"))), PLAIN))
                .isEmpty();
        assertThat(SystemConfig.find(Optional.empty(), PLAIN)).isEmpty();
    }

    @Test
    void aVariableThatNamesAnotherOneIsLeftToGit() {
        assertThat(SystemConfig.find(LocalGit.find(), Map.of("GIT_CONFIG_SYSTEM", "/elsewhere")))
                .isEmpty();
    }
}
