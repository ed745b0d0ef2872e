package dev.fairlead.registry.oci;

import dev.fairlead.registry.RegistryException;
import dev.fairlead.registry.RegistryException.Kind;
import dev.fairlead.registry.http.Need;
import dev.fairlead.registry.http.Question;
import dev.fairlead.registry.http.RegistryHttp;
import java.util.Set;

/**
 * Judges a "not found". That a tag is gone stops an update, so it must be the registry's word about this tag: a missing
 * repository, a wrong host or a proxy's error page is none.
 */
public final class MissingTags {
    /** What registries say of a tag that is not there; the second is Azure's, the third Quay's. */
    private static final Set<String> SURE = Set.of("MANIFEST_UNKNOWN", "TAG_UNKNOWN", "TAG_EXPIRED");

    private static final int MAX_BYTES = 64 << 20;

    private final RegistryHttp http;

    public MissingTags(RegistryHttp http) {
        this.http = http;
    }

    /** Whether this answer says that the repository is there and the tag is not. */
    public boolean isSure(String repository, RegistryException notFound) {
        if (notFound.codes().contains("NAME_UNKNOWN") || notFound.codes().isEmpty()) {
            return false;
        }
        return notFound.codes().stream().anyMatch(SURE::contains) || repositoryIsThere(repository);
    }

    /** Some registries have one code for everything that is missing (Harbor's NOT_FOUND): its listing tells more. */
    private boolean repositoryIsThere(String repository) {
        try {
            String path = "/v2/" + repository + "/tags/list?n=1";
            http.ask(Question.get(repository, Need.LIST, path, "application/json", MAX_BYTES));
            return true;
        } catch (RegistryException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }
}
