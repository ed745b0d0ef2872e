package dev.fairlead.manifest.forms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fairlead.image.ImageName;
import dev.fairlead.manifest.ManifestFile;
import dev.fairlead.manifest.ManifestScan;
import dev.fairlead.manifest.ManifestSettings;
import dev.fairlead.manifest.Manifests;
import dev.fairlead.manifest.Rewrite;
import dev.fairlead.manifest.Wanted;
import dev.fairlead.manifest.field.Part;
import dev.fairlead.manifest.field.Refusal;
import dev.fairlead.manifest.forms.Doc.Goal;
import dev.fairlead.manifest.forms.Written.Quoted;
import dev.fairlead.manifest.forms.Written.Style;
import dev.fairlead.manifest.forms.Written.Target;
import dev.fairlead.manifest.locate.CustomField;
import dev.fairlead.manifest.locate.TextPattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * For files of every form, written in every style: a rewrite changes exactly the values that shall change, for readers that
 * are none of ours, and no byte outside of them; or it refuses at the value's line and says why. What is to be refused is
 * known beforehand, so that nothing becomes right by being left alone.
 *
 * <p>{@code -Dforms.cases=5000 -Dforms.seed=1} tries others than those of every build.
 */
class FormsPropertyTest {
    private static final int CASES = Integer.getInteger("forms.cases", 250);
    private static final long FIRST_SEED = Long.getLong("forms.seed", 20_261_201L);

    private static final Manifests MANIFESTS = Manifests.with(new ManifestSettings(
            List.of(
                    CustomField.ofKind("acme.io/Widget", "spec.parts[*].picture"),
                    CustomField.ofKind("acme.io/Widget", "spec.main"),
                    new CustomField(
                            Optional.of("Gadget"),
                            Optional.empty(),
                            "spec.version",
                            Part.TAG,
                            Optional.of(ImageName.parse("registry.example/team/api")))),
            List.of(
                    new TextPattern("Jenkinsfile", Pattern.compile("image\\('(?<image>[^']+)'\\)"), Optional.empty()),
                    new TextPattern(
                            "**/*.tf",
                            Pattern.compile("image\\s*=\\s*\"(?<name>[^\"]+):(?<tag>[^\":]+)\""),
                            Optional.empty())),
            false));

    /** A form: the name of its file, and how a file of it is made. */
    enum FileForm {
        WORKLOADS("apps/api.yaml", several((images, random) -> new KubernetesForms(images).any())),
        WORKLOADS_AS_JSON("apps/api.json", json((images, random) -> new KubernetesForms(images).templated())),
        KUSTOMIZATION(
                "overlays/prod/kustomization.yaml", one((images, random) -> new RenderedForms(images).kustomization())),
        HELM_VALUES("chart/values.yaml", one((images, random) -> new RenderedForms(images).values(true))),
        HELM_VALUES_AS_JSON("chart/values.json", json((images, random) -> new RenderedForms(images).values(false))),
        SHARED_VALUES("chart/values-prod.yaml", one((images, random) -> new RenderedForms(images).shared())),
        VALUES_IN_A_STRING("config.yaml", several((images, random) -> new RenderedForms(images).configMap())),
        FLUX("flux/api.yaml", several((images, random) -> new RenderedForms(images).flux())),
        ARGO("argo/api.yaml", several((images, random) -> new RenderedForms(images).argo())),
        ARGO_SOURCE("argo/.argocd-source-api.yaml", one((images, random) -> new RenderedForms(images).sourceFile())),
        COMPOSE("docker-compose.yml", one((images, random) -> new RenderedForms(images).compose())),
        EVERYTHING_IN_ONE_FILE(
                "all.yaml",
                several((images, random) -> random.nextBoolean()
                        ? new KubernetesForms(images).any()
                        : random.nextBoolean() ? new RenderedForms(images).flux() : new RenderedForms(images).argo())),
        GROOVY("Jenkinsfile", (images, random) -> TextForms.groovy(images)),
        TERRAFORM("infra/main.tf", (images, random) -> TextForms.terraform(images));

        private final String path;
        private final BiFunction<Images, Random, Written> maker;

        FileForm(String path, BiFunction<Images, Random, Written> maker) {
            this.path = path;
            this.maker = maker;
        }

        boolean isData() {
            return this != GROOVY && this != TERRAFORM;
        }

        private static BiFunction<Images, Random, Written> one(BiFunction<Images, Random, Doc> root) {
            return (images, random) -> YamlWriter.file(random, List.of(root.apply(images, random)));
        }

        private static BiFunction<Images, Random, Written> several(BiFunction<Images, Random, Doc> root) {
            return (images, random) -> {
                List<Doc> documents = new ArrayList<>();
                for (int i = 1 + random.nextInt(3); i > 0; i--) {
                    documents.add(root.apply(images, random));
                }
                return YamlWriter.file(random, documents);
            };
        }

        private static BiFunction<Images, Random, Written> json(BiFunction<Images, Random, Doc> root) {
            return (images, random) -> JsonWriter.file(random, plain(root.apply(images, random)));
        }

        /** JSON has neither markers nor block scalars. */
        private static Doc plain(Doc doc) {
            if (doc instanceof Doc.Obj obj) {
                return new Doc.Obj(obj.entries().stream()
                        .map(entry -> new Doc.Entry(entry.key(), plain(entry.value())))
                        .toList());
            }
            if (doc instanceof Doc.Arr arr) {
                return new Doc.Arr(arr.items().stream().map(FileForm::plain).toList());
            }
            Doc.Val val = doc instanceof Doc.Folded folded ? folded.value() : (Doc.Val) doc;
            boolean stays = doc instanceof Doc.Folded || !val.marker().isEmpty();
            return stays ? Doc.text("busybox:1") : val;
        }
    }

    private int changed;
    private int refused;

    @ParameterizedTest
    @EnumSource(FileForm.class)
    void onlyTheWantedValuesChange(FileForm form) throws JsonProcessingException {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + CASES; seed++) {
            check(form, seed);
        }
        assertThat(changed).as("changed").isGreaterThan(CASES / 2);
        assertThat(refused).as("refused, of %d changed", changed).isLessThan(changed / 10);
    }

    private void check(FileForm form, long seed) throws JsonProcessingException {
        Random random = new Random(seed * 31 + form.ordinal());
        Images images = new Images(random);
        Written written = form.maker.apply(images, random);
        String text = written.text.toString();
        String told = form + " of seed " + seed + ":\n" + text;
        ManifestFile file = ManifestFile.of(form.path, text.getBytes(UTF_8));
        Wanted wanted = images.wanted();

        List<Rewrite> rewrites = MANIFESTS.rewrite(List.of(file), wanted);
        if (allTargets(written).isEmpty()) {
            assertThat(rewrites).as(told).isEmpty();
            return;
        }
        assertThat(rewrites).as(told).hasSize(1);
        Rewrite rewrite = rewrites.get(0);
        String after = new String(rewrite.after(), UTF_8);
        String both = told + "\nbecame:\n" + after + "\nrefused: " + rewrite.refusals();

        Set<Integer> refusedFields = refusedFields(written, rewrite.refusals(), both);
        assertBytes(written, after, refusedFields, both);
        if (form.isData()) {
            assertFacts(form, written, after, refusedFields, both);
        }
        assertThat(MANIFESTS
                        .rewrite(ManifestFile.of(form.path, rewrite.after()), wanted)
                        .changes())
                .as("changes when run again: " + both)
                .isEmpty();
        assertAllAreListed(MANIFESTS.scan(List.of(file)), written, told);
    }

    /** The fields that are to be refused; each has a refusal at one of its lines, and there is no other refusal. */
    private Set<Integer> refusedFields(Written written, List<Refusal> refusals, String told) {
        Map<Integer, Set<Integer>> lines = new HashMap<>();
        Set<Integer> fields = new HashSet<>();
        for (Target target : allTargets(written)) {
            lines.computeIfAbsent(target.goal().field(), field -> new HashSet<>());
            if (target.goal().after().isEmpty()) {
                fields.add(target.goal().field());
            }
        }
        written.targets.forEach(target -> lines.get(target.goal().field()).add(written.line(target.start())));
        written.quoted.forEach(quoted -> allTargets(quoted.file())
                .forEach(target -> lines.get(target.goal().field()).add(written.line(quoted.start()))));
        for (int field : fields) {
            assertThat(refusals).as("a refusal of field " + field + ": " + told).anySatisfy(refusal -> {
                assertThat(near(lines.get(field), refusal.place().line())).isTrue();
                assertThat(refusal.place().column()).isPositive();
                assertThat(refusal.reason()).isNotBlank();
            });
        }
        assertThat(refusals)
                .as(told)
                .allSatisfy(refusal -> assertThat(fields)
                        .anyMatch(
                                field -> near(lines.get(field), refusal.place().line())));
        refused += fields.size();
        return fields;
    }

    /** A split image may be refused at its name, which stands beside its tag. */
    private static boolean near(Set<Integer> lines, int line) {
        return lines.stream().anyMatch(one -> Math.abs(one - line) <= 8);
    }

    private static List<Target> allTargets(Written written) {
        return Stream.concat(
                        written.targets.stream(),
                        written.quoted.stream().flatMap(quoted -> allTargets(quoted.file()).stream()))
                .toList();
    }

    /** Every byte outside of the values that change is the old one. */
    private void assertBytes(Written written, String after, Set<Integer> refusedFields, String told) {
        List<Object> spots = new ArrayList<>(written.targets.stream()
                .filter(target -> !refusedFields.contains(target.goal().field()))
                .toList());
        spots.addAll(written.quoted);
        spots.sort(Comparator.comparingInt(
                spot -> spot instanceof Target target ? target.start() : ((Quoted) spot).start()));
        int old = 0;
        int now = 0;
        for (Object spot : spots) {
            int start = spot instanceof Target target ? target.start() : ((Quoted) spot).start();
            String kept = written.text.substring(old, start);
            assertThat(after.substring(now, Math.min(now + kept.length(), after.length())))
                    .as(told)
                    .isEqualTo(kept);
            now += kept.length();
            if (spot instanceof Target target) {
                now = behind(after, now, target, told);
                old = target.end();
                changed++;
            } else {
                Quoted quoted = (Quoted) spot;
                int end = endOfQuotes(after, now, told);
                assertBytes(quoted.file(), decoded(after.substring(now, end)), refusedFields, told);
                now = end;
                old = quoted.end();
            }
        }
        assertThat(after.substring(now)).as(told).isEqualTo(written.text.substring(old));
    }

    /** Where the new value ends, after it was found to stand here in the quotes of the old one. */
    private static int behind(String after, int at, Target target, String told) {
        String value = target.goal().after().orElseThrow();
        if (target.style() == Style.PLAIN || target.style() == Style.TEXT) {
            String spaced = target.before().isEmpty() && after.startsWith(" ", at) ? " " : "";
            String plain = spaced + value;
            boolean quoted = target.style() == Style.PLAIN && !after.startsWith(plain, at);
            String wanted = quoted ? spaced + '"' + value + '"' : plain;
            assertThat(after.substring(at, Math.min(after.length(), at + wanted.length())))
                    .as(told)
                    .isEqualTo(wanted);
            return at + wanted.length();
        }
        if (target.style() == Style.SINGLE) {
            String wanted = "'" + value + "'";
            assertThat(after.substring(at, Math.min(after.length(), at + wanted.length())))
                    .as(told)
                    .isEqualTo(wanted);
            return at + wanted.length();
        }
        int end = endOfQuotes(after, at, told);
        assertThat(decoded(after.substring(at, end))).as(told).isEqualTo(value);
        return end;
    }

    private static int endOfQuotes(String text, int at, String told) {
        assertThat(text.charAt(at)).as(told).isEqualTo('"');
        int end = at + 1;
        while (text.charAt(end) != '"') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        return end + 1;
    }

    private static String decoded(String quoted) {
        return new Yaml(new LoaderOptions()).load(quoted);
    }

    /** A foreign reader sees what was wanted, as strings, and everything else as before. */
    private static void assertFacts(
            FileForm form, Written written, String after, Set<Integer> refusedFields, String told)
            throws JsonProcessingException {
        boolean json = form.path.endsWith(".json");
        String before = written.text.toString();
        Map<String, String> expected =
                new LinkedHashMap<>(json ? Facts.ofJson(before) : Facts.ofYaml(before, written.files));
        assertThat(expected.keySet()).as(told).containsAll(written.changes.keySet());
        for (Map.Entry<String, Goal> change : written.changes.entrySet()) {
            if (!refusedFields.contains(change.getValue().field())) {
                expected.put(
                        change.getKey(),
                        Facts.STRING + change.getValue().after().orElseThrow());
            }
        }
        assertThat(json ? Facts.ofJson(after) : Facts.ofYaml(after, written.files))
                .as(told)
                .isEqualTo(expected);
    }

    /** A field for every value that shall change, and nothing that was not read. */
    private static void assertAllAreListed(ManifestScan scan, Written written, String told) {
        assertThat(scan.unread()).as(told).isEmpty();
        assertThat(scan.skipped()).as(told).isEmpty();
        Set<Integer> listed = scan.fields().stream()
                .flatMap(field -> field.parts().stream())
                .map(part -> part.place().line())
                .collect(Collectors.toSet());
        assertThat(listed)
                .as(told)
                .containsAll(written.targets.stream()
                        .filter(target -> target.style() != Style.BLOCK)
                        .map(target -> written.line(target.start()))
                        .toList());
    }
}
