package dev.fairlead.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import java.util.Iterator;
import org.slf4j.LoggerFactory;

/** The log of a command that goes on forever: what it does is told, and for machines as JSON, a line an event. */
final class ServiceLog {
    /** What a line looks like, as it is written. */
    enum Format {
        json,
        text
    }

    private ServiceLog() {}

    /** From now on what Fairlead does is told, in this format; {@code --debug} tells more. */
    static void begin(Format format) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Logger own = context.getLogger("dev.fairlead");
        own.setLevel(Level.toLevel(System.getProperty("fairlead.log.level"), Level.INFO));
        if (format == Format.json) {
            Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
            for (Iterator<Appender<ILoggingEvent>> all = root.iteratorForAppenders(); all.hasNext(); ) {
                if (all.next() instanceof OutputStreamAppender<ILoggingEvent> stream) {
                    stream.stop();
                    stream.setEncoder(json(context));
                    stream.start();
                }
            }
        }
    }

    private static JsonEncoder json(LoggerContext context) {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        encoder.setWithContext(false);
        encoder.setWithArguments(false);
        encoder.setWithMessage(false);
        encoder.setWithFormattedMessage(true);
        encoder.start();
        return encoder;
    }
}
