package dev.fairlead.selection;

import dev.fairlead.image.Digest;
import dev.fairlead.image.ImageName;
import java.util.Optional;

/** What an image has to show beside its tag before it may be chosen. It is asked of digests alone, the best tag first. */
@FunctionalInterface
public interface ImageGate {

    /**
     * Judges an image.
     *
     * @throws dev.fairlead.registry.RegistryException if the registry cannot be asked now, and may be later
     */
    Passage judge(ImageName image, Digest digest);

    /**
     * A judgement.
     *
     * @param refusal what kind of reason keeps the image out; empty where it may pass
     * @param words why it passes, or why not, as a clause
     */
    record Passage(Optional<Loss> refusal, String words) {
        public static Passage granted(String words) {
            return new Passage(Optional.empty(), words);
        }

        public static Passage refused(Loss refusal, String words) {
            return new Passage(Optional.of(refusal), words);
        }
    }
}
