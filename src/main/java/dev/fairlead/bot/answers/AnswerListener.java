package dev.fairlead.bot.answers;

import dev.fairlead.image.ImageName;

/** Hears what becomes of questions to registries. It is called by any thread, several at a time, and shall not wait. */
public interface AnswerListener {
    /** Hears nothing. */
    AnswerListener SILENT = new AnswerListener() {};

    /**
     * A registry's tags of an image are not what they were when it was asked before.
     *
     * @param repository whose run has noticed it
     */
    default void changed(ImageName image, String repository) {}

    /**
     * A question was asked of a registry.
     *
     * @param answered whether it was answered
     */
    default void asked(String host, boolean answered) {}

    /** A question was answered by what is known. */
    default void spared(String host) {}
}
