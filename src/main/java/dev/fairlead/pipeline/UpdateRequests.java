package dev.fairlead.pipeline;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.ImageReference;
import dev.fairlead.pipeline.order.UpdateOrder;
import dev.fairlead.selection.Selector;
import dev.fairlead.selection.TagPolicy;
import dev.fairlead.update.ArgumentEntry;
import dev.fairlead.update.Release;
import dev.fairlead.update.UpdateRequest;
import dev.fairlead.update.config.ImageStyle;
import dev.fairlead.update.config.Scope;
import dev.fairlead.update.config.UpdateConfig;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Reads an order's words; what is wrong with one is told with its parameter's name. */
final class UpdateRequests {
    private UpdateRequests() {}

    static UpdateRequest of(UpdateOrder order) {
        UpdateOrder.What what = order.what();
        List<ImageReference> images = read(
                "images",
                () -> what.images().stream().map(ImageReference::parse).toList());
        boolean configured = images.isEmpty() || what.config().isPresent();
        UpdateRequest request = configured ? configured(what, images) : byArguments(order, images);
        for (String release : what.releases()) {
            request = request.releasing(read("releases", () -> Release.parse(release)));
        }
        List<ImageReference> told =
                images.stream().filter(image -> image.tag().isPresent()).toList();
        request = request.telling(told);
        if (order.toldBy().isPresent()) {
            request = request.toldBy(order.toldBy().get());
        }
        return order.dryRun() ? request.asDryRun() : request;
    }

    private static UpdateRequest configured(UpdateOrder.What what, List<ImageReference> images) {
        if (!what.paths().isEmpty() || what.select().isPresent()) {
            throw wrong(
                    what.paths().isEmpty() ? "select" : "paths",
                    "this goes with images and without a configuration, which says it itself",
                    "leave it out, or leave out 'config' and name images");
        }
        return UpdateRequest.configured()
                .withConfigFile(what.config().orElse(UpdateConfig.FILE))
                .onlyGroups(Set.copyOf(what.groups()))
                .onlyImages(images.stream().map(ImageReference::name).collect(Collectors.toSet()));
    }

    private static UpdateRequest byArguments(UpdateOrder order, List<ImageReference> images) {
        UpdateOrder.What what = order.what();
        Optional<Selector> selector = read(
                "select",
                () -> what.select()
                        .map(policy -> new Selector(
                                TagPolicy.parse(policy), what.filter().filter())));
        if (selector.isEmpty() && images.stream().anyMatch(image -> image.tag().isEmpty())) {
            throw wrong(
                    "images", "one has no tag, and nothing says how its newest is chosen", "add a tag, or 'select'");
        }
        if (what.groups().size() > 1) {
            throw wrong("groups", "without a configuration there is one group", "give one name");
        }
        List<ImageName> names = images.stream().map(ImageReference::name).toList();
        return UpdateRequest.ofEntry(ArgumentEntry.of(
                names,
                selector,
                new ImageStyle(what.digest(), what.allowRollback()),
                read("paths", () -> Scope.of(what.paths())),
                what.groups().stream().findFirst(),
                read("delivery", order.delivery()::settings)));
    }

    private static <T> T read(String parameter, Supplier<T> value) {
        try {
            return value.get();
        } catch (FairleadException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw wrong(parameter, String.valueOf(e.getMessage()), "correct it");
        }
    }

    private static FairleadException wrong(String parameter, String cause, String remedy) {
        return new FairleadException(new Problem("parameter '" + parameter + "'", cause, remedy));
    }
}
