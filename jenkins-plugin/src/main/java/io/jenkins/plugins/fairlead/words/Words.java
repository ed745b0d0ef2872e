package io.jenkins.plugins.fairlead.words;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import hudson.Util;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** What a step was told, by the names of its parameters. Blank is as good as untold. No secret is ever in here. */
public final class Words implements Serializable {
    private static final long serialVersionUID = 1L;

    private final HashMap<String, String> texts = new HashMap<>();
    private final HashMap<String, ArrayList<String>> lists = new HashMap<>();
    private final HashSet<String> flags = new HashSet<>();

    public Words text(String name, @CheckForNull String value) {
        String told = Util.fixEmptyAndTrim(value);
        if (told != null) {
            texts.put(name, told);
        }
        return this;
    }

    public Words list(String name, List<String> values) {
        lists.put(name, new ArrayList<>(values));
        return this;
    }

    public Words flag(String name, boolean value) {
        if (value) {
            flags.add(name);
        }
        return this;
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(texts.get(name));
    }

    public List<String> list(String name) {
        return lists.getOrDefault(name, new ArrayList<>());
    }

    public boolean flag(String name) {
        return flags.contains(name);
    }

    /** The same words with the variables of a build in their places. */
    public Words filledIn(EnvVars variables) {
        texts.replaceAll((name, text) -> variables.expand(text));
        lists.values().forEach(list -> list.replaceAll(variables::expand));
        return this;
    }

    /** The lines of a form's text area, or the elements of a pipeline's list: each trimmed, no blank one. */
    public static List<String> lines(@CheckForNull List<String> written) {
        List<String> lines = new ArrayList<>();
        for (String element : Util.fixNull(written)) {
            element.lines().map(String::trim).filter(line -> !line.isEmpty()).forEach(lines::add);
        }
        return lines;
    }
}
