package dev.fairlead.render.kustomize.spec;

import java.util.ArrayList;
import java.util.List;

/**
 * What a config map or a secret is made of.
 *
 * @param behavior what it does to one of the same name
 * @param literals {@code key=value}
 * @param files files whose content is a value, perhaps with {@code key=} before their path
 * @param envs files with a {@code key=value} in each line
 * @param type a secret's type, empty for the usual one
 */
public record GeneratorArgs(
        String name,
        String namespace,
        String behavior,
        List<String> literals,
        List<String> files,
        List<String> envs,
        GeneratorOptions options,
        String type,
        String place) {

    static GeneratorArgs configMap(Fields fields) {
        return of(fields, "");
    }

    static GeneratorArgs secret(Fields fields) {
        return of(fields, fields.text("type"));
    }

    /** Reads the arguments from a generator's own object, whose metadata names it where nothing else does. */
    public static GeneratorArgs ofObject(Fields fields) {
        GeneratorArgs args = secret(fields);
        GeneratorArgs named = fields.child("metadata", GeneratorArgs::named).orElse(args);
        return new GeneratorArgs(
                args.name.isEmpty() ? named.name : args.name,
                args.namespace.isEmpty() ? named.namespace : args.namespace,
                args.behavior,
                args.literals,
                args.files,
                args.envs,
                args.options,
                args.type,
                args.place);
    }

    private static GeneratorArgs named(Fields metadata) {
        return new GeneratorArgs(
                metadata.text("name"),
                metadata.text("namespace"),
                "",
                List.of(),
                List.of(),
                List.of(),
                GeneratorOptions.NONE,
                "",
                "");
    }

    private static GeneratorArgs of(Fields fields, String type) {
        List<String> envs = new ArrayList<>(fields.texts("envs"));
        String env = fields.text("env");
        if (!env.isEmpty()) {
            envs.add(env);
        }
        return new GeneratorArgs(
                fields.text("name"),
                fields.text("namespace"),
                fields.text("behavior"),
                fields.texts("literals"),
                fields.texts("files"),
                envs,
                fields.child("options", GeneratorOptions::of).orElse(GeneratorOptions.NONE),
                type,
                fields.place());
    }

    /** The same with the options of the whole kustomization where its own say nothing. */
    public GeneratorArgs with(GeneratorOptions global) {
        return new GeneratorArgs(name, namespace, behavior, literals, files, envs, options.orElse(global), type, place);
    }
}
