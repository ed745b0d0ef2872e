package io.jenkins.plugins.fairlead.execution;

import org.jvnet.hudson.test.RealJenkinsRule;

/** The same without the plugins that ours works with where they are installed: what it needs, it has. */
public class PluginAloneTest extends RestartTest {
    /** Plugins that ours works with where they are installed, and those that they bring. */
    private static final String[] OPTIONAL = {
        "azure-credentials",
        "azure-sdk",
        "eddsa-api",
        "git",
        "git-client",
        "github",
        "github-api",
        "github-branch-source",
        "gson-api",
        "jackson2-api",
        "jjwt-api",
        "json-path-api",
        "mina-sshd-api-common",
        "mina-sshd-api-core",
        "netty-api",
        "okhttp-api",
        "pipeline-model-api",
        "pipeline-model-definition",
        "pipeline-model-extensions",
        "token-macro"
    };

    @Override
    RealJenkinsRule jenkins() {
        return new RealJenkinsRule().omitPlugins(OPTIONAL);
    }
}
