package dev.fairlead.render.kustomize.build;

import dev.fairlead.Problem;
import dev.fairlead.render.RenderException;
import dev.fairlead.render.kustomize.fields.FieldSpec;
import dev.fairlead.render.kustomize.fields.FieldWalker;
import dev.fairlead.render.kustomize.generate.Generator;
import dev.fairlead.render.kustomize.resource.Resource;
import dev.fairlead.render.kustomize.resource.ResourceReader;
import dev.fairlead.render.kustomize.resource.ResourceSet;
import dev.fairlead.render.kustomize.schema.Schemas;
import dev.fairlead.render.kustomize.spec.GeneratorArgs;
import dev.fairlead.render.kustomize.spec.Kustomization;
import dev.fairlead.render.kustomize.spec.KustomizationReader;
import dev.fairlead.render.kustomize.spec.Located;
import dev.fairlead.render.kustomize.transform.Transformer;
import dev.fairlead.render.yaml.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One folder with a kustomization: brings together what it and all that it builds on hold, and transforms it. */
final class Target {
    private static final List<FieldSpec> ANNOTATIONS = List.of(FieldSpec.created("metadata/annotations"));
    private static final String ORIGIN = "config.kubernetes.io/origin";

    private final Folder folder;
    private final Kustomization kustomization;
    private final Schemas schemas;
    private final boolean remoteAllowed;
    private final ResourceReader reader;
    private final Optional<Origin> origin;

    private Target(
            Folder folder,
            Kustomization kustomization,
            Schemas schemas,
            boolean remoteAllowed,
            Optional<Origin> origin) {
        this.folder = folder;
        this.kustomization = kustomization;
        this.schemas = schemas;
        this.remoteAllowed = remoteAllowed;
        this.reader = new ResourceReader(schemas);
        this.origin = origin;
    }

    /** The folder in which the build begins. */
    static Target root(Folder folder, boolean remoteAllowed) {
        Kustomization kustomization = load(folder);
        Optional<Origin> origin =
                kustomization.buildMetadata().isEmpty() ? Optional.empty() : Optional.of(Origin.NOWHERE);
        Target target = new Target(folder, kustomization, new Schemas(), remoteAllowed, origin);
        target.useSchema();
        return target;
    }

    private static Kustomization load(Folder folder) {
        String file = folder.kustomizationFile();
        Kustomization kustomization = KustomizationReader.read(folder.text(file), folder.name(file), file);
        for (Located helm : kustomization.unsupported()) {
            throw new RenderException(new Problem(
                    helm.place(),
                    helm.text() + " is not supported, since it runs a program",
                    "render the chart as a Helm release, or put its output among the resources"));
        }
        return kustomization;
    }

    Kustomization kustomization() {
        return kustomization;
    }

    private void useSchema() {
        Map<String, String> openapi = kustomization.openapi();
        Optional<String> path = Optional.ofNullable(openapi.get("path"));
        try {
            schemas.use(openapi, path.map(folder::text), path.map(folder::name).orElse(""));
        } catch (RenderException e) {
            throw e.at(at("openapi"));
        }
    }

    private String at(String field) {
        return kustomization.place() + " (" + field + ")";
    }

    /** Everything that this folder brings together, transformed. */
    Accumulator build() {
        Accumulator all = new Accumulator();
        build(all);
        return all;
    }

    private void build(Accumulator all) {
        kustomization.resources().forEach(resource -> addResource(all, resource));
        all.addConfig(ConfigReader.read(kustomization.configurations(), folder));
        all.addConfig(CrdReader.read(kustomization.crds(), folder));
        generate(all.resources());
        kustomization.components().forEach(component -> addComponent(all, component));
        transform(all);
        validate(all);
        all.variables().add(kustomization.variables(), all.resources());
    }

    private void addResource(Accumulator all, Located resource) {
        try {
            if (folder.isRemote(resource.text())) {
                throw remoteAllowed
                        ? Remote.unsupported(resource.text(), resource.place())
                        : Remote.refused(resource.text());
            }
            if (folder.isFolder(resource.text())) {
                Target base = enter(resource, false);
                all.addAll(base.build());
            } else {
                addFile(all, resource.text());
            }
        } catch (RenderException e) {
            throw e.at(resource.place());
        }
    }

    private void addFile(Accumulator all, String path) {
        ResourceSet resources = new ResourceSet();
        resources.addAll(reader.read(folder.text(path), folder.name(path)));
        if (origin.isPresent()) {
            String text = origin.get().append(path).text();
            resources.all().forEach(resource -> FieldWalker.putEntry(resource, ANNOTATIONS, ORIGIN, text));
        }
        all.resources().addAll(resources.all());
    }

    private Target enter(Located path, boolean component) {
        Folder entered = folder.enter(path.text());
        Kustomization below = load(entered);
        if (below.component() != component) {
            throw RenderException.of(
                    "'" + path.text() + "' is " + (below.component() ? "a component" : "no component"),
                    below.component()
                            ? "list it under components"
                            : "list it under resources, or make its kind Component");
        }
        Target target =
                new Target(entered, below, schemas, remoteAllowed, origin.map(here -> here.append(path.text())));
        target.useSchema();
        return target;
    }

    private void addComponent(Accumulator all, Located component) {
        try {
            if (folder.isRemote(component.text())) {
                throw remoteAllowed
                        ? Remote.unsupported(component.text(), component.place())
                        : Remote.refused(component.text());
            }
            enter(component, true).build(all);
        } catch (RenderException e) {
            throw e.at(component.place());
        }
    }

    private void generate(ResourceSet resources) {
        Generator generator = new Generator(folder, schemas);
        builtIn(resources, kustomization.configMaps(), "ConfigMapGenerator", generator::configMap);
        builtIn(resources, kustomization.secrets(), "SecretGenerator", generator::secret);
        Plugins plugins = new Plugins(folder, reader, schemas);
        for (Plugin plugin : plugins(kustomization.generators())) {
            try {
                absorb(resources, plugins.generate(plugin.resource), Origin.ofPlugin(plugin.resource));
            } catch (RenderException e) {
                throw e.at(plugin.place);
            }
        }
    }

    private void builtIn(
            ResourceSet resources,
            List<GeneratorArgs> generators,
            String kind,
            Function<GeneratorArgs, Resource> generator) {
        for (GeneratorArgs args : generators) {
            try {
                Resource made = generator.apply(args.with(kustomization.generatorOptions()));
                absorb(resources, List.of(made), origin.map(here -> here.builtIn(kustomization.fileName(), kind)));
            } catch (RenderException e) {
                throw e.at(args.place());
            }
        }
    }

    private static void absorb(ResourceSet resources, List<Resource> made, Optional<Origin> by) {
        by.ifPresent(here -> made.stream()
                .filter(resource -> resource.origin().isEmpty())
                .forEach(resource -> resource.setOrigin(here.text())));
        resources.absorb(made);
    }

    /** An object that stands for a generator or transformer, and where the kustomization lists it. */
    private record Plugin(Resource resource, String place) {}

    private List<Plugin> plugins(List<Located> listed) {
        Accumulator inline = new Accumulator();
        List<Plugin> plugins = new ArrayList<>();
        List<Located> paths = new ArrayList<>();
        for (Located each : listed) {
            Optional<List<Resource>> read = inline(each);
            if (read.isEmpty()) {
                paths.add(each);
                continue;
            }
            origin.ifPresent(here -> read.get()
                    .forEach(resource -> resource.setOrigin(
                            here.append(kustomization.fileName()).text())));
            inline.resources().addAll(read.get());
            read.get().forEach(resource -> plugins.add(new Plugin(resource, each.place())));
        }
        for (Located path : paths) {
            List<Resource> before = inline.resources().all();
            addResource(inline, path);
            List<Resource> after = inline.resources().all();
            after.subList(before.size(), after.size())
                    .forEach(resource -> plugins.add(new Plugin(resource, path.place())));
        }
        return plugins;
    }

    private Optional<List<Resource>> inline(Located listed) {
        try {
            return Optional.of(reader.read(listed.text(), listed.place()));
        } catch (RenderException e) {
            if (listed.text().strip().indexOf('\n') >= 0) {
                throw e; // no path has lines
            }
            return Optional.empty();
        }
    }

    private List<Step> external(List<Located> listed) {
        Plugins plugins = new Plugins(folder, reader, schemas);
        List<Step> steps = new ArrayList<>();
        for (Plugin plugin : plugins(listed)) {
            try {
                Optional<Origin> by = Origin.ofPlugin(plugin.resource);
                List<Transformer> transformers = plugins.transformers(plugin.resource);
                for (int i = 0; i < transformers.size(); i++) {
                    boolean last = i == transformers.size() - 1;
                    steps.add(new Step(transformers.get(i), plugin.place, last ? by : Optional.empty()));
                }
            } catch (RenderException e) {
                throw e.at(plugin.place);
            }
        }
        return steps;
    }

    private void transform(Accumulator all) {
        List<Step> steps = new ArrayList<>(new BuiltIns(kustomization, all.config(), folder, reader, origin).steps());
        steps.addAll(external(kustomization.transformers()));
        for (Step step : steps) {
            run(step, all.resources());
            step.origin()
                    .ifPresent(by -> all.resources().all().stream()
                            .filter(resource -> !resource.isEmpty())
                            .forEach(resource -> tell(resource, by)));
            all.resources().dropEmpty();
        }
    }

    private static void run(Step step, ResourceSet resources) {
        try {
            step.transformer().transform(resources);
        } catch (RenderException e) {
            throw e.at(step.place());
        }
    }

    private static void tell(Resource resource, Origin by) {
        if (resource.origin().isEmpty()) {
            resource.setOrigin(by.text());
        } else {
            resource.setTransformations(resource.transformations().orElse("") + by.item());
        }
    }

    private void validate(Accumulator all) {
        for (Step step : external(kustomization.validators())) {
            List<Object> before = values(all.resources());
            run(step, all.resources());
            if (!values(all.resources()).equals(before)) {
                throw new RenderException(
                        new Problem(step.place(), "a validator changes objects", "list it under transformers instead"));
            }
        }
    }

    private static List<Object> values(ResourceSet resources) {
        List<Object> values = new ArrayList<>();
        resources.all().forEach(resource -> values.add(Values.object(resource.node())));
        return values;
    }
}
