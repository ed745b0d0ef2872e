package dev.fairlead.update.promote;

import dev.fairlead.configrepo.ConfigRepo;
import dev.fairlead.configrepo.GitId;
import dev.fairlead.forge.Forge;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.ImageReference;
import dev.fairlead.image.Tag;
import dev.fairlead.manifest.field.ImageField;
import dev.fairlead.update.choose.Question;
import dev.fairlead.update.config.Stage.Promotion;
import dev.fairlead.update.fields.FieldIndex;
import dev.fairlead.update.plan.Want;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Says of each want whose versions are promoted which version that is: exactly what the environment before holds, when it has
 * held it for long enough and is healthy as far as that is known. It serves several threads.
 */
public final class Promotions {
    private final ConfigRepo repo;
    private final Health health;
    private final Optional<PromotionOrder> order;
    private final Instant now;
    private final Duration longest;
    private final Map<GitId, EnvironmentPast> pasts = new ConcurrentHashMap<>();

    /**
     * The promotions of a run.
     *
     * @param longest the longest soak time of them
     */
    public Promotions(
            ConfigRepo repo, Optional<Forge> forge, Optional<PromotionOrder> order, Instant now, Duration longest) {
        this.repo = repo;
        this.health = new Health(forge);
        this.order = order;
        this.now = now;
        this.longest = longest;
    }

    /** The want with the version that it waits for or takes; wants of a first environment as they are. */
    public Want resolved(Want want, FieldIndex base) {
        Optional<Promotion> promotion = want.promotion();
        return promotion.isEmpty() || !want.asked() ? want : resolved(want, promotion.get(), base);
    }

    private Want resolved(Want want, Promotion promotion, FieldIndex base) {
        List<ImageField> fields = base.of(want.image()).stream()
                .filter(field -> promotion.scope().contains(field.file()))
                .toList();
        if (fields.isEmpty()) {
            return want.waiting(promotion.from() + " holds no field of this image");
        }
        Optional<String> disagree = disagreement(fields, promotion);
        if (disagree.isPresent()) {
            return want.waiting(disagree.get());
        }
        ImageReference version = version(fields, want.image());
        boolean byHand = order.map(PromotionOrder::now).orElse(false);
        String where = "promoted from " + promotion.from();
        if (byHand) {
            return told(want, version, where + by() + ", without waiting");
        }
        EnvironmentPast past =
                pasts.computeIfAbsent(base.snapshot().id(), any -> new EnvironmentPast(repo, base, now, longest));
        Running running = Running.of(past, want.image(), promotion.scope());
        Want told = told(want, version, where + by() + soaked(promotion, running));
        return waits(promotion, running, version).map(told::waiting).orElse(told);
    }

    private String by() {
        return order.flatMap(PromotionOrder::by).map(person -> " by " + person).orElse("");
    }

    private static String soaked(Promotion promotion, Running running) {
        return promotion.soak().isZero()
                ? ""
                : running.since()
                        .map(since -> ", where it has been since " + since)
                        .orElse(", where it has been for more than " + shown(promotion.soak()));
    }

    private static String shown(Duration time) {
        return time.toString().substring(1).replace("T", "").toLowerCase(java.util.Locale.ROOT);
    }

    private static Optional<String> disagreement(List<ImageField> fields, Promotion promotion) {
        Set<String> shown = fields.stream().map(ImageField::shown).collect(Collectors.toSet());
        Set<Optional<ImageReference>> read =
                fields.stream().map(Running::reference).collect(Collectors.toSet());
        Set<Optional<Tag>> tags = read.stream()
                .map(version -> version.flatMap(ImageReference::tag))
                .collect(Collectors.toSet());
        long digests = read.stream()
                .flatMap(version -> version.flatMap(ImageReference::digest).stream())
                .distinct()
                .count();
        if (tags.contains(Optional.<Tag>empty())) {
            return Optional.of("a field of " + promotion.from() + " tells no tag: " + sorted(shown));
        }
        return tags.size() > 1 || digests > 1
                ? Optional.of("the fields of " + promotion.from() + " do not agree: " + sorted(shown))
                : Optional.empty();
    }

    private static String sorted(Set<String> texts) {
        return texts.stream().sorted().collect(Collectors.joining(", "));
    }

    private static ImageReference version(List<ImageField> fields, ImageName image) {
        List<ImageReference> held = fields.stream()
                .flatMap(field -> Running.reference(field).stream())
                .toList();
        return new ImageReference(
                image,
                held.get(0).tag(),
                held.stream().flatMap(version -> version.digest().stream()).findFirst());
    }

    private static Want told(Want want, ImageReference version, String because) {
        String pinned = version.digest().isPresent() ? "" : "; it pins no digest there";
        boolean anyOrder = want.style().rollbacks();
        return want.asking(new Question(
                want.image(),
                anyOrder ? Optional.empty() : want.question().selector(),
                Optional.of(version),
                Optional.of(because + pinned),
                true,
                want.question().verify()));
    }

    private Optional<String> waits(Promotion promotion, Running running, ImageReference version) {
        Optional<Instant> ready = running.since()
                .map(since -> since.plus(promotion.soak()))
                .filter(end -> !promotion.soak().isZero() && now.isBefore(end));
        return ready.map(end -> version.tag().orElseThrow() + " soaks in " + promotion.from() + " until " + end)
                .or(() -> health.wrong(promotion, running));
    }
}
