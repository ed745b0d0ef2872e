package dev.fairlead.agent.source.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of Flux's source-controller. */
class IgnoreTest {
    @ParameterizedTest
    @CsvSource({
        ".git/config, true",
        ".gitignore, true",
        "sub/.gitmodules, true",
        "logo.png, true",
        "docs/logo.jpeg, true",
        "dist/app.tar.gz, true",
        ".github/workflows/ci.yaml, true",
        "sub/.sops.yaml, true",
        "apps/web.yaml, false",
        ".sourceignore, false",
        "pngs/web.yaml, false",
    })
    void withoutRules(String path, boolean leftOut) {
        assertThat(Ignore.usual().leavesOut(path)).isEqualTo(leftOut);
    }

    /** The example of Flux's documentation. */
    @ParameterizedTest
    @CsvSource({
        "deploy/web.yaml, false",
        "deploy/sub/web.yaml, false",
        "deploy/README.md, true",
        "deploy/sub/README.md, true",
        "other/web.yaml, true",
        "web.yaml, true",
        "deploy/logo.png, false",
        "deploy/.git/x, false",
    })
    void everythingButOneFolder(String path, boolean leftOut) {
        Ignore rules = Ignore.usual().and("", """
                # exclude all
                /*
                # include deploy dir
                !/deploy
                # exclude file extensions from deploy dir
                /deploy/**/*.md
                """);
        assertThat(rules.leavesOut(path)).isEqualTo(leftOut);
    }

    @ParameterizedTest
    @CsvSource({"apps/a.txt, true", "apps/keep.txt, false", "other/a.txt, false", "apps/sub/a.txt, true", "a.txt, false"
    })
    void rulesOfAFolderAreAboutThatFolder(String path, boolean leftOut) {
        Ignore rules = Ignore.usual().and("apps", "*.txt\n!keep.txt\n");
        assertThat(rules.leavesOut(path)).isEqualTo(leftOut);
    }

    @Test
    void laterRulesWin() {
        Ignore rules = Ignore.usual().and("", "*.yaml\n").and("", "!apps/*.yaml\n");
        assertThat(rules.leavesOut("x.yaml")).isTrue();
        assertThat(rules.leavesOut("apps/x.yaml")).isFalse();
    }

    @Test
    void commentsAloneAreNoRules() {
        assertThat(Ignore.usual().and("", "# nothing\n\n").leavesOut("logo.png"))
                .isTrue();
    }
}
