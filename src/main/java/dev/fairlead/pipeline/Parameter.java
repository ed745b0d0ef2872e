package dev.fairlead.pipeline;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import dev.fairlead.pipeline.order.FilterOrder;
import dev.fairlead.selection.TagFilter;
import java.util.function.Supplier;

/** A step's parameter: what is wrong with it is told with its name. */
final class Parameter {
    private Parameter() {}

    /** The value, where it can be read. */
    static <T> T read(String name, Supplier<T> value) {
        try {
            return value.get();
        } catch (FairleadException e) {
            Problem problem = e.problem();
            throw new FairleadException(
                    new Problem(place(name), problem.place() + ": " + problem.cause(), problem.remedy()), e);
        } catch (IllegalArgumentException e) {
            throw wrong(name, String.valueOf(e.getMessage()), "correct it");
        }
    }

    /** The filter that these words mean. */
    static TagFilter filter(FilterOrder words) {
        return read(
                "filter",
                () -> TagFilter.parse(
                        words.include(), words.exclude(), words.extract(), words.platforms(), words.minAge(), false));
    }

    static FairleadException wrong(String name, String cause, String remedy) {
        return new FairleadException(new Problem(place(name), cause, remedy));
    }

    private static String place(String name) {
        return "parameter '" + name + "'";
    }
}
