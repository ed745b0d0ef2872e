package dev.fairlead.configrepo;

import java.util.Collection;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;

/**
 * The tree that an edit makes.
 *
 * @param id the root tree's
 * @param objects the blobs and trees that were made for it
 */
record NewTree(ObjectId id, Collection<NewObject> objects) {
    NewTree {
        objects = List.copyOf(objects);
    }
}
