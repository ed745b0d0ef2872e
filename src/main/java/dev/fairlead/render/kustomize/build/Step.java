package dev.fairlead.render.kustomize.build;

import dev.fairlead.render.kustomize.transform.Transformer;
import java.util.Optional;

/**
 * A transformer in its turn.
 *
 * @param place where errors say it is
 * @param origin what the objects tell of it, where that is asked for
 */
record Step(Transformer transformer, String place, Optional<Origin> origin) {}
