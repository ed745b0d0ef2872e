package dev.fairlead.signature;

import dev.fairlead.image.Digest;
import dev.fairlead.image.ImageName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Images that were verified, so that a run which follows soon need not ask again: what a digest names never changes. For a
 * day only, since certificates end. What did not pass is not remembered, because it may be signed any moment. It serves
 * several threads.
 */
public final class VerifiedImages {
    private static final int MOST = 10_000;
    private static final Duration COUNTS = Duration.ofDays(1);

    private final Clock clock;
    private final Map<Key, Passed> passed = new LinkedHashMap<>(16, 0.75f, true);

    private record Key(List<SignatureRule> rules, ImageName image, Digest digest) {}

    private record Passed(String words, Instant at) {}

    public VerifiedImages(Clock clock) {
        this.clock = clock;
    }

    synchronized Optional<String> words(List<SignatureRule> rules, ImageName image, Digest digest) {
        Instant oldest = clock.instant().minus(COUNTS);
        return Optional.ofNullable(passed.get(new Key(rules, image, digest)))
                .filter(known -> known.at().isAfter(oldest))
                .map(Passed::words);
    }

    synchronized void keep(List<SignatureRule> rules, ImageName image, Digest digest, String words) {
        passed.put(new Key(rules, image, digest), new Passed(words, clock.instant()));
        if (passed.size() > MOST) {
            passed.remove(passed.keySet().iterator().next());
        }
    }
}
