package dev.fairlead.manifest.locate;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a file is, told by its path. */
enum FileKind {
    /** A {@code kustomization.yaml}. */
    KUSTOMIZATION,
    /** A Compose file. */
    COMPOSE,
    /** A {@code .argocd-source} file, which overrides an Argo CD source. */
    ARGO_SOURCE,
    /** {@code Chart.yaml} and what Helm writes beside it: its names, versions and repositories are those of charts. */
    CHART,
    /** Other YAML, or JSON. */
    DATA,
    /** A text in which markers are looked for. */
    TEXT,
    /** None in which images are looked for. */
    OTHER;

    private static final Set<String> KUSTOMIZATIONS =
            Set.of("kustomization.yaml", "kustomization.yml", "kustomization");
    private static final Set<String> CHARTS =
            Set.of("chart.yaml", "chart.lock", "requirements.yaml", "requirements.lock");
    /** What package managers write: large, full of names and versions, and never with an image that anybody sets. */
    private static final Set<String> LOCKS = Set.of("package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml");
    private static final Pattern COMPOSE_NAME = Pattern.compile("(docker-)?compose([.-][^/]*)?\\.ya?ml");
    private static final Pattern DATA_NAME = Pattern.compile(".*\\.(ya?ml|json)");
    private static final Pattern TEXT_NAME = Pattern.compile(
            "jenkinsfile.*|dockerfile.*|containerfile.*|makefile"
                    + "|.*\\.(jenkinsfile|dockerfile|groovy|tf|tfvars|hcl|bicep|bicepparam|sh|env|properties|toml|mk|cfg|conf|ini)");

    static FileKind of(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        if (KUSTOMIZATIONS.contains(name)) {
            return KUSTOMIZATION;
        }
        if (LOCKS.contains(name)) {
            return OTHER;
        }
        if (CHARTS.contains(name)) {
            return CHART;
        }
        if (DATA_NAME.matcher(name).matches()) {
            return COMPOSE_NAME.matcher(name).matches()
                    ? COMPOSE
                    : name.startsWith(".argocd-source") ? ARGO_SOURCE : DATA;
        }
        return TEXT_NAME.matcher(name).matches() ? TEXT : OTHER;
    }

    boolean isData() {
        return this != TEXT && this != OTHER;
    }
}
