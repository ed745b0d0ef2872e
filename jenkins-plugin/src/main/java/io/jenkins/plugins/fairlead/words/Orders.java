package io.jenkins.plugins.fairlead.words;

import dev.fairlead.configrepo.Identity;
import dev.fairlead.forge.MergeMethod;
import dev.fairlead.pipeline.order.FilterOrder;
import dev.fairlead.pipeline.order.MetadataOrder;
import dev.fairlead.pipeline.order.RepositoryOrder;
import dev.fairlead.pipeline.order.SyncOrder;
import dev.fairlead.pipeline.order.TagOrder;
import dev.fairlead.pipeline.order.UpdateOrder;
import dev.fairlead.update.DeliveryArguments;
import dev.fairlead.update.config.DigestStyle;
import hudson.AbortException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The engine's orders that words mean. */
public final class Orders {
    private static final String COMMITTER_EMAIL = "committerEmail";

    private Orders() {}

    public static MetadataOrder metadata(Words words) {
        return new MetadataOrder(words.text("repository"), words.list("templates"), words.text("digest"));
    }

    public static TagOrder tag(Words words) {
        return new TagOrder(words.text("image").orElse(""), words.text("select").orElse(""), filter(words));
    }

    public static SyncOrder sync(Words words, RepositoryOrder repository, String pullRequest) {
        return new SyncOrder(repository, pullRequest, words.text("environment"), words.list("contexts"));
    }

    /** @param races how long lost races are tried again */
    public static UpdateOrder update(Words words, RepositoryOrder repository, Duration races) throws AbortException {
        return new UpdateOrder(
                repository,
                what(words),
                delivery(words),
                words.text("toldBy"),
                committer(words),
                words.flag("dryRun"),
                races);
    }

    private static UpdateOrder.What what(Words words) throws AbortException {
        return new UpdateOrder.What(
                words.list("images"),
                words.text("config"),
                words.list("groups"),
                words.list("paths"),
                words.text("select"),
                filter(words),
                one(DigestStyle.class, "digest", words.text("digest").orElse("keep")),
                words.flag("allowRollback"),
                words.list("releases"));
    }

    private static FilterOrder filter(Words words) {
        return new FilterOrder(
                words.list("include"),
                words.list("exclude"),
                words.text("extract"),
                words.list("platforms"),
                words.text("minAge"));
    }

    private static DeliveryArguments delivery(Words words) throws AbortException {
        Optional<MergeMethod> merge = words.flag("autoMerge")
                ? Optional.of(one(
                        MergeMethod.class,
                        "mergeMethod",
                        words.text("mergeMethod").orElse("merge")))
                : Optional.empty();
        return new DeliveryArguments(
                words.flag("straight"),
                words.text("baseBranch"),
                words.text("title"),
                words.text("message"),
                words.list("labels"),
                words.list("reviewers"),
                words.flag("draft"),
                merge);
    }

    private static Optional<Identity> committer(Words words) throws AbortException {
        Optional<String> name = words.text("committerName");
        if (name.isPresent() != words.text(COMMITTER_EMAIL).isPresent()) {
            throw new AbortException("parameters 'committerName' and '" + COMMITTER_EMAIL
                    + "': one is given without the other; give both, or neither");
        }
        try {
            return name.map(
                    given -> new Identity(given, words.text(COMMITTER_EMAIL).orElseThrow()));
        } catch (IllegalArgumentException e) {
            throw new AbortException("parameters 'committerName' and '" + COMMITTER_EMAIL + "': " + e.getMessage());
        }
    }

    private static <E extends Enum<E>> E one(Class<E> type, String parameter, String written) throws AbortException {
        List<E> all = Arrays.asList(type.getEnumConstants());
        return all.stream()
                .filter(value -> word(value).equals(written))
                .findFirst()
                .orElseThrow(() -> new AbortException("parameter '" + parameter + "': '" + written
                        + "' is none that there is; give one of "
                        + all.stream().map(Orders::word).collect(Collectors.joining(", "))));
    }

    /** {@code PIN_ONCE} as {@code pinOnce}. */
    private static String word(Enum<?> value) {
        String[] parts = value.name().toLowerCase(Locale.ROOT).split("_", -1);
        StringBuilder word = new StringBuilder(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            word.append(Character.toUpperCase(parts[i].charAt(0))).append(parts[i].substring(1));
        }
        return word.toString();
    }
}
