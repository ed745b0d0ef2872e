package dev.fairlead.pipeline;

import dev.fairlead.image.ImageName;
import dev.fairlead.image.ImageReference;
import dev.fairlead.pipeline.order.FilterOrder;
import dev.fairlead.pipeline.order.UpdateOrder;
import dev.fairlead.selection.Selector;
import dev.fairlead.selection.TagPolicy;
import dev.fairlead.update.ArgumentEntry;
import dev.fairlead.update.DeliveryArguments;
import dev.fairlead.update.Release;
import dev.fairlead.update.UpdateRequest;
import dev.fairlead.update.config.ImageStyle;
import dev.fairlead.update.config.Scope;
import dev.fairlead.update.config.UpdateConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads an order's words; what is wrong with one is told with its parameter's name. */
final class UpdateRequests {
    private UpdateRequests() {}

    static UpdateRequest of(UpdateOrder order) {
        UpdateOrder.What what = order.what();
        List<ImageReference> images = Parameter.read(
                "images",
                () -> what.images().stream().map(ImageReference::parse).toList());
        boolean configured = images.isEmpty() || what.config().isPresent();
        UpdateRequest request = configured ? configured(order, images) : byArguments(order, images);
        for (String release : what.releases()) {
            request = request.releasing(Parameter.read("releases", () -> Release.parse(release)));
        }
        List<ImageReference> told =
                images.stream().filter(image -> image.tag().isPresent()).toList();
        request = request.telling(told);
        if (order.toldBy().isPresent()) {
            request = request.toldBy(order.toldBy().get());
        }
        return order.dryRun() ? request.asDryRun() : request;
    }

    private static UpdateRequest configured(UpdateOrder order, List<ImageReference> images) {
        UpdateOrder.What what = order.what();
        argumentsAlone(order).ifPresent(parameter -> {
            throw Parameter.wrong(
                    parameter,
                    "this goes with images and without a configuration, which says it itself",
                    "leave it out, or leave out 'config' and name images");
        });
        return UpdateRequest.configured()
                .withConfigFile(what.config().orElse(UpdateConfig.FILE))
                .onlyGroups(Set.copyOf(what.groups()))
                .onlyImages(images.stream().map(ImageReference::name).collect(Collectors.toSet()));
    }

    /** What was said and would be passed over, where a configuration counts. */
    private static Optional<String> argumentsAlone(UpdateOrder order) {
        UpdateOrder.What what = order.what();
        Map<String, Boolean> said = new LinkedHashMap<>();
        said.put("paths", !what.paths().isEmpty());
        said.put("select", what.select().isPresent());
        said.put("filter", !what.filter().equals(FilterOrder.NONE));
        said.put("digest", what.digest() != ImageStyle.DEFAULT.digest());
        said.put("allowRollback", what.allowRollback());
        said.put("delivery", !order.delivery().equals(DeliveryArguments.DEFAULT));
        return said.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static UpdateRequest byArguments(UpdateOrder order, List<ImageReference> images) {
        UpdateOrder.What what = order.what();
        Optional<Selector> selector = Parameter.read(
                        "select", () -> what.select().map(TagPolicy::parse))
                .map(policy -> new Selector(policy, Parameter.filter(what.filter())));
        if (selector.isEmpty() && images.stream().anyMatch(image -> image.tag().isEmpty())) {
            throw Parameter.wrong(
                    "images", "one has no tag, and nothing says how its newest is chosen", "add a tag, or 'select'");
        }
        if (selector.isEmpty() && !what.filter().equals(FilterOrder.NONE)) {
            throw Parameter.wrong(
                    "filter", "it says among which tags a policy chooses, and there is none", "add 'select'");
        }
        if (what.groups().size() > 1) {
            throw Parameter.wrong("groups", "without a configuration there is one group", "give one name");
        }
        List<ImageName> names = images.stream().map(ImageReference::name).toList();
        return UpdateRequest.ofEntry(ArgumentEntry.of(
                names,
                selector,
                new ImageStyle(what.digest(), what.allowRollback()),
                Parameter.read("paths", () -> Scope.of(what.paths())),
                what.groups().stream().findFirst(),
                Parameter.read("delivery", order.delivery()::settings)));
    }
}
