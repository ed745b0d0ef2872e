package dev.fairlead.manifest.locate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource({
        "*.tf,            main.tf,              true",
        "*.tf,            infra/deep/main.tf,   true",
        "*.tf,            main.tf.bak,          false",
        "Jenkinsfile,     ci/Jenkinsfile,       true",
        "Jenkinsfile,     ci/Jenkinsfile.old,   false",
        "infra/*.tf,      infra/main.tf,        true",
        "infra/*.tf,      infra/deep/main.tf,   false",
        "infra/*.tf,      other/infra/main.tf,  false",
        "**/*.tf,         main.tf,              true",
        "**/*.tf,         a/b/main.tf,          true",
        "**/app.yaml,     app.yaml,             true",
        "**/app.yaml,     x/my-app.yaml,        false",
        "infra/**/*.tf,   infra/main.tf,        true",
        "infra/**/*.tf,   infra/a/b/main.tf,    true",
        "infra/**/*.tf,   infrastructure/x.tf,  false",
        "infra/**,        infra/a/b/main.tf,    true",
        "'{a,b}/*.yaml',  b/x.yaml,             true",
        "'{a,b}/*.yaml',  c/x.yaml,             false",
        "v?.yaml,         v1.yaml,              true",
        "v?.yaml,         v10.yaml,             false",
        "[ab].yaml,       b.yaml,               true"
    })
    void matches(String glob, String path, boolean matches) {
        assertThat(new Glob(glob).matches(path)).isEqualTo(matches);
    }
}
