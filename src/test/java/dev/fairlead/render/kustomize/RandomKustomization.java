package dev.fairlead.render.kustomize;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Writes a base, perhaps a component, and an overlay that use many features at random; the same seed gives the same files. */
final class RandomKustomization {
    private static final List<String> NAMES = List.of("web", "api", "db");
    private static final List<String> TEXTS = List.of(
            "plain",
            "'yes'",
            "\"1\"",
            "'1.10'",
            "on",
            "\"it's\"",
            "'a: b'",
            "'#no'",
            "\"tab\\there\"",
            "\"two\\nlines\\n\"",
            "\"two\\n\\nlines\"",
            "' leading'",
            "'trailing '",
            "\"\\u00e9t\\u00e9\"",
            "\"\\U0001F600\"",
            "''",
            "'null'",
            "~x",
            "'2001-01-01'",
            "'0x10'",
            "'1e3'",
            "'12:30:45'",
            "'{a: b}'",
            "'[x]'",
            "'- x'",
            "'%x'",
            "'@x'",
            "'`x'",
            "'a very long text that goes on and on until it is longer than eighty columns, and then some more'",
            "\"a long text with 'quotes' and a colon: so that it must be quoted and folded behind column eighty # yes\"",
            "!!str 8080",
            "<<",
            "=",
            "'!x'",
            "'&x'",
            "'*x'",
            "'|'",
            "'a #b'",
            "'a#b'",
            "'---'",
            "\"\\r\\n\"",
            "'\\'",
            "\"\\\\\"",
            "$(NAME)",
            "'.5'",
            "'+1'",
            "'0o7'",
            "'017'",
            "'1_000'",
            "'.inf'");
    private static final List<String> NUMBERS = List.of(
            "1", "0", "3", "1.5", "1e3", "0x1F", "017", "1_000", "true", "12345678", "0.0000001", "1e21", "-0.0");

    private final Random random;
    private final Path folder;
    private final List<String> present = new ArrayList<>();
    private boolean settings;

    RandomKustomization(long seed, Path folder) {
        this.random = new Random(seed);
        this.folder = folder;
    }

    /** Writes the files; the overlay is in {@code overlay}. */
    void write() throws IOException {
        base();
        boolean component = chance(4);
        if (component) {
            write("component/kustomization.yaml", component());
        }
        if (chance(3)) {
            write("middle/kustomization.yaml", "resources: [../base]\n" + simple());
            overlay("../middle", component);
        } else {
            overlay("../base", component);
        }
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private String text() {
        return pick(TEXTS);
    }

    private void base() throws IOException {
        StringBuilder list = new StringBuilder("resources:\n");
        List<Supplier<String>> kinds = List.of(
                () -> workload("Deployment"),
                () -> workload("StatefulSet"),
                () -> workload("DaemonSet"),
                this::service,
                this::configMap,
                this::ingress,
                this::cronJob,
                this::binding,
                this::custom,
                this::policy);
        List<String> objects = new ArrayList<>();
        for (Supplier<String> kind : kinds) {
            if (objects.isEmpty() || chance(2)) {
                objects.add(kind.get());
            }
        }
        for (int i = 0; i < objects.size(); i++) {
            write("base/r" + i + ".yaml", objects.get(i));
            list.append("- r").append(i).append(".yaml\n");
        }
        write("base/kustomization.yaml", list + generator("base") + simple());
    }

    private String meta(String name) {
        StringBuilder meta = new StringBuilder("metadata:\n  name: " + name + "\n");
        if (chance(5)) {
            meta.append("  namespace: ")
                    .append(pick(List.of("shop", "default", "'1'")))
                    .append('\n');
        }
        if (chance(2)) {
            meta.append("  labels:\n    app: ")
                    .append(name)
                    .append("\n    tier: ")
                    .append(text())
                    .append('\n');
        }
        if (chance(2)) {
            meta.append("  annotations:\n    note: ").append(text()).append('\n');
            meta.append(chance(12) ? "    \"8080\": x\n" : "");
        }
        return meta.toString();
    }

    private static String nameOf(String kind) {
        return NAMES.get(List.of("Deployment", "StatefulSet", "DaemonSet").indexOf(kind));
    }

    private String workload(String kind) {
        String name = nameOf(kind);
        present.add(kind);
        StringBuilder out = new StringBuilder("apiVersion: apps/v1\nkind: " + kind + "\n" + meta(name) + "spec:\n");
        if (!kind.equals("DaemonSet") && chance(2)) {
            out.append("  replicas: ").append(1 + random.nextInt(4)).append('\n');
        }
        out.append("  selector:\n    matchLabels:\n      app: ").append(name).append('\n');
        if (kind.equals("StatefulSet")) {
            out.append("  serviceName: ").append(pick(NAMES)).append('\n');
        }
        out.append("  template:\n    metadata:\n      labels: {app: ")
                .append(name)
                .append("}\n    spec:\n");
        if (chance(3)) {
            out.append("      serviceAccountName: runner\n");
        }
        out.append("      containers:\n      - name: main\n        image: ")
                .append(image())
                .append('\n');
        out.append(
                "        ports:\n        - containerPort: 80\n          protocol: TCP\n        - containerPort: 81\n");
        out.append("        env:\n        - name: A\n          value: ")
                .append(text())
                .append('\n');
        out.append("        - name: B\n          valueFrom:\n            configMapKeyRef: {name: settings, key: k}\n");
        if (chance(2)) {
            out.append("      - name: side\n        image: ")
                    .append(image())
                    .append("\n        args: [\"$(NAME)\", x]\n");
        }
        if (chance(2)) {
            out.append("      volumes:\n      - name: conf\n        configMap:\n          name: settings\n");
            out.append("      - name: tmp\n        emptyDir: {}\n");
        }
        return out.toString();
    }

    private String image() {
        return pick(List.of(
                "nginx",
                "nginx:1.7.9",
                "registry.example:5000/team/app:v1",
                "registry.example/team/app@sha256:24a0c4b4a4c0eb97a1aabb8e29f18e917d05abfe1b7a7c07857230879ce7d3d3",
                "'busybox:1'"));
    }

    private String service() {
        return "apiVersion: v1\nkind: Service\n" + meta(pick(NAMES))
                + "spec:\n  selector: {app: web}\n  ports:\n  - port: 80\n    targetPort: "
                + pick(List.of("80", "http", "'80'"))
                + "\n  - {port: 443, protocol: TCP, name: s}\n";
    }

    private String configMap() {
        return "apiVersion: v1\nkind: ConfigMap\n" + meta("plain") + "data:\n  a: " + text() + "\n  B: " + text()
                + "\n  a10: " + text() + "\n  a9: " + text()
                + "\n  conf.yaml: |\n    server:\n      host: one\n      ports: [1, 2]\n  conf.json: '{\"a\": {\"b\": \"<c>\"}, \"n\": 1.0}'\n";
    }

    private String ingress() {
        return "apiVersion: networking.k8s.io/v1\nkind: Ingress\n" + meta(pick(NAMES))
                + "spec:\n  rules:\n  - host: $(NAME).example\n    http:\n      paths:\n      - path: /\n        backend:\n"
                + "          service: {name: " + pick(NAMES) + ", port: {number: 80}}\n";
    }

    private String cronJob() {
        return "apiVersion: batch/v1\nkind: CronJob\n" + meta("job")
                + "spec:\n  schedule: \"*/5 * * * *\"\n  jobTemplate:\n    spec:\n      template:\n        spec:\n"
                + "          containers:\n          - name: main\n            image: " + image()
                + "\n            envFrom:\n            - configMapRef: {name: settings}\n          restartPolicy: Never\n";
    }

    private String binding() {
        return "apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: runner\n---\n"
                + "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: reader\nrules:\n"
                + "- apiGroups: ['']\n  resources: [configmaps]\n  resourceNames: [settings]\n  verbs: [get]\n---\n"
                + "apiVersion: rbac.authorization.k8s.io/v1\nkind: "
                + pick(List.of("RoleBinding", "ClusterRoleBinding"))
                + "\nmetadata:\n  name: bind\nroleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: Role\n  name: reader\n"
                + "subjects:\n- kind: ServiceAccount\n  name: " + pick(List.of("runner", "default")) + "\n"
                + (chance(2) ? "  namespace: shop\n" : "");
    }

    private String custom() {
        return "apiVersion: example.com/v1\nkind: Widget\n" + meta(pick(NAMES)) + "spec:\n  size: " + pick(NUMBERS)
                + "\n  ref: {name: settings}\n  items:\n  - name: x\n    value: " + text()
                + "\n  - name: y\n    value: "
                + pick(NUMBERS) + "\n  nothing: null\n  empty: {}\n  none: []\n  flow: {a: [1, two, '3'], b: {}}\n";
    }

    private String policy() {
        return "apiVersion: policy/v1\nkind: PodDisruptionBudget\n" + meta(pick(NAMES)) + "spec:\n  minAvailable: "
                + pick(List.of("1", "50%", "'1'")) + "\n  selector: {matchLabels: {app: web}}\n";
    }

    private String generator(String where) throws IOException {
        if (chance(3)) {
            return "";
        }
        write(where + "/app.env", "# a comment\nE1=one\nE2=two words\n\nE3=\nE4\n");
        write(where + "/app.txt", pick(List.of("one\ntwo\n", "no end", "", "a: b\nc: d\n")));
        boolean base = where.equals("base");
        boolean first = !settings;
        settings = true;
        return "configMapGenerator:\n- name: settings\n"
                + (first ? "" : "  behavior: " + pick(List.of("merge", "replace", "merge", "create")) + "\n")
                + "  literals:\n  - k=" + pick(List.of("v", "'quoted'", "a=b", "\" x\"")) + "\n  - l=" + where + "\n"
                + (chance(2) ? "  files: [app.txt, other=app.txt]\n" : "")
                + (chance(2) ? "  envs: [app.env]\n" : "")
                + (chance(4) ? "  options: {disableNameSuffixHash: true, labels: {gen: '1'}}\n" : "")
                + (chance(2) && base
                        ? "secretGenerator:\n- name: hidden\n  literals: [p=q]\n  type: example.com/x\n"
                        : "")
                + (chance(4)
                        ? "generatorOptions:\n  annotations: {made: 'yes'}\n  immutable: " + chance(2) + "\n"
                        : "");
    }

    private String simple() {
        StringBuilder out = new StringBuilder();
        out.append(chance(3) ? "namePrefix: pre-\n" : "");
        out.append(chance(4) ? "nameSuffix: -suf\n" : "");
        out.append(chance(4) ? "namespace: " + pick(List.of("shop", "prod")) + "\n" : "");
        if (chance(3)) {
            out.append("commonLabels:\n  team: ")
                    .append(pick(List.of("blue", "'1'", "'true'")))
                    .append('\n');
        }
        if (chance(4)) {
            out.append("labels:\n- pairs: {extra: e, app: other}\n  includeSelectors: ")
                    .append(chance(2))
                    .append('\n');
        }
        if (chance(3)) {
            out.append("commonAnnotations:\n  who: ")
                    .append(pick(List.of("me", "'8080'", "\"it's: us\"")))
                    .append('\n');
        }
        if (chance(3)) {
            out.append("images:\n- name: ")
                    .append(pick(List.of(
                            "nginx", "registry.example:5000/team/app", "busybox", "registry.example/team/app")));
            out.append(pick(List.of(
                    "\n  newTag: v2\n",
                    "\n  newName: other/name\n",
                    "\n  digest: sha256:0123\n",
                    "\n  newName: o\n  newTag: '1'\n")));
        }
        return out.toString();
    }

    private String component() {
        return "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n" + simple() + patches();
    }

    private void overlay(String on, boolean component) throws IOException {
        StringBuilder out = new StringBuilder("resources:\n- " + on + "\n");
        if (chance(3)) {
            write("overlay/extra.yaml", configMap().replace("plain", "extra"));
            out.append("- extra.yaml\n");
        }
        out.append(component ? "components: [../component]\n" : "");
        out.append(generator("overlay")).append(simple()).append(patches());
        if (chance(4)) {
            out.append("replicas:\n- name: ")
                    .append(chance(8) ? "gone" : nameOf(present.get(0)))
                    .append("\n  count: 7\n");
        }
        if (chance(4)) {
            out.append(replacement());
        }
        if (chance(4) && present.contains("Deployment")) {
            out.append("vars:\n- name: NAME\n  objref: {apiVersion: apps/v1, kind: Deployment, name: web}\n");
            out.append(chance(2) ? "  fieldref: {fieldPath: spec.replicas}\n" : "");
        }
        if (chance(5)) {
            out.append("buildMetadata: [originAnnotations, transformerAnnotations]\n");
        }
        if (chance(6)) {
            out.append("sortOptions: {order: fifo}\n");
        }
        if (chance(5)) {
            write(
                    "overlay/fields.yaml",
                    "nameReference:\n- kind: ConfigMap\n  fieldSpecs:\n  - path: spec/ref/name\n    kind: Widget\n"
                            + "commonLabels:\n- path: spec/flow/b\n  kind: Widget\n  create: true\nimages:\n- path: spec/items[]/value\n  kind: Widget\n");
            out.append("configurations: [fields.yaml]\n");
        }
        if (chance(5)) {
            out.append("transformers:\n- |-\n  apiVersion: builtin\n  kind: ")
                    .append(
                            pick(
                                    List.of(
                                            "AnnotationsTransformer\n  metadata: {name: t}\n  annotations: {t: '1'}\n  fieldSpecs:\n  - {path: metadata/annotations, create: true}\n",
                                            "NamespaceTransformer\n  metadata: {name: t, namespace: tn}\n  unsetOnly: true\n  setRoleBindingSubjects: allServiceAccounts\n",
                                            "PrefixTransformer\n  metadata: {name: t}\n  prefix: t-\n  fieldSpecs:\n  - {path: metadata/name}\n",
                                            "ValueAddTransformer\n  metadata: {name: t}\n  value: v\n  targets:\n  - selector: {kind: Widget}\n    fieldPath: spec/path/deep\n    filePathPosition: 1\n")));
        }
        write("overlay/kustomization.yaml", out.toString());
    }

    private String replacement() {
        return "replacements:\n- source:\n    kind: " + pick(List.of("Deployment", "ConfigMap", "Widget"))
                + "\n    fieldPath: "
                + pick(List.of(
                        "metadata.name",
                        "spec.template.spec.containers.0.image",
                        "data.a",
                        "spec.size",
                        "metadata.labels"))
                + (chance(3) ? "\n    options: {delimiter: ':', index: " + random.nextInt(2) + "}" : "")
                + "\n  targets:\n  - select: {kind: " + pick(List.of("Deployment", "Widget", "ConfigMap", "Service"))
                + "}\n    fieldPaths: ["
                + pick(List.of(
                        "metadata.annotations.copied",
                        "'spec.template.spec.containers.[name=main].env.[name=A].value'",
                        "'spec.items.*.value'",
                        "metadata.name",
                        "data.conf\\.yaml.server.host",
                        "data.conf\\.json.a.b",
                        "spec.ports.0.targetPort",
                        "metadata.labels.app"))
                + "]\n" + (chance(2) ? "    options: {create: true}\n" : "");
    }

    private String patches() {
        StringBuilder out = new StringBuilder();
        int count = random.nextInt(3);
        for (int i = 0; i < count; i++) {
            out.append(out.length() == 0 ? "patches:\n" : "").append(chance(2) ? merge() : json());
        }
        return out.toString();
    }

    private String json() {
        return "- target: {kind: " + pick(List.of("Deployment", "Service", "ConfigMap", "Widget", "'.*Set'"))
                + "}\n  patch: |-\n    - op: "
                + pick(List.of(
                        "add\n      path: /metadata/annotations\n      value: {j: 'yes'}\n",
                        "replace\n      path: /metadata/name\n      value: renamed\n",
                        "add\n      path: /spec/added\n      value: " + pick(NUMBERS) + "\n",
                        "remove\n      path: /metadata/labels\n",
                        "add\n      path: /spec/ports/-\n      value: {port: 9}\n",
                        "replace\n      path: /spec/ports/0/port\n      value: 8080\n",
                        "test\n      path: /spec/size\n      value: 1\n",
                        "copy\n      from: /metadata/name\n      path: /metadata/annotations~1x\n"));
    }

    private String merge() {
        String kind = pick(present);
        boolean target = chance(2);
        return (target ? "- target: {kind: " + kind + "}\n  patch: |-\n" : "- patch: |-\n")
                + "    apiVersion: apps/v1\n    kind: " + kind
                + "\n    metadata:\n      name: " + (chance(10) ? "gone" : nameOf(kind)) + "\n"
                + (chance(3) ? "      annotations: {note: " + pick(List.of("null", "'p'", "''")) + ", p: q}\n" : "")
                + (chance(4) ? "      labels: {$patch: replace, only: this}\n" : "")
                + "    spec:\n" + (chance(3) ? "      replicas: " + pick(List.of("9", "null", "'5'")) + "\n" : "")
                + "      template:\n        spec:\n"
                + pick(List.of(
                        "          containers:\n          - name: main\n            image: patched:1\n            env:\n            - {name: A, value: '2'}\n            - {name: C, value: c}\n",
                        "          containers:\n          - name: side\n            $patch: delete\n",
                        "          containers:\n          - $patch: replace\n          - name: only\n            image: only\n",
                        "          containers:\n          - name: main\n            ports:\n            - {containerPort: 80, protocol: UDP}\n            - {containerPort: 81, name: x}\n            command: [a, b]\n",
                        "          volumes:\n          - name: conf\n            $patch: delete\n          - name: tmp\n            emptyDir: null\n            hostPath: {path: /x}\n",
                        "          containers: null\n",
                        "          tolerations:\n          - {key: k, operator: Exists}\n          imagePullSecrets:\n          - name: s\n          - name: t\n",
                        "          initContainers:\n          - name: init\n            image: nginx:1\n"));
    }
}
