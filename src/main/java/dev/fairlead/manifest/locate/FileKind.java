package dev.fairlead.manifest.locate;

import java.util.Locale;
import java.util.Set;

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

    private static final Set<String> TEXT_ENDINGS = Set.of(
            "jenkinsfile",
            "dockerfile",
            "groovy",
            "tf",
            "tfvars",
            "hcl",
            "bicep",
            "bicepparam",
            "sh",
            "env",
            "properties",
            "toml",
            "mk",
            "cfg",
            "conf",
            "ini");
    private static final Set<String> TEXT_BEGINNINGS = Set.of("jenkinsfile", "dockerfile", "containerfile", "makefile");

    static FileKind of(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        String ending = name.substring(name.lastIndexOf('.') + 1);
        boolean yaml = ending.equals("yaml") || ending.equals("yml");
        if (KUSTOMIZATIONS.contains(name)) {
            return KUSTOMIZATION;
        }
        if (CHARTS.contains(name)) {
            return CHART;
        }
        if (LOCKS.contains(name)) {
            return OTHER;
        }
        if (yaml || ending.equals("json")) {
            return yaml && isCompose(name) ? COMPOSE : name.startsWith(".argocd-source") ? ARGO_SOURCE : DATA;
        }
        boolean text = TEXT_ENDINGS.contains(ending) || TEXT_BEGINNINGS.stream().anyMatch(name::startsWith);
        return text ? TEXT : OTHER;
    }

    /** {@code compose.yaml}, {@code docker-compose.override.yml} and their like. */
    private static boolean isCompose(String name) {
        String bare = name.startsWith("docker-") ? name.substring("docker-".length()) : name;
        return bare.startsWith("compose.") || bare.startsWith("compose-");
    }

    boolean isData() {
        return this != TEXT && this != OTHER;
    }
}
