package dev.fairlead.agent.source.git;

import dev.fairlead.agent.source.SourceException;
import dev.fairlead.agent.source.SourceException.Kind;
import dev.fairlead.configrepo.FileEntry;
import dev.fairlead.configrepo.RepoLocation;
import dev.fairlead.configrepo.Snapshot;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;

/** Where the submodules of a commit are, as its {@code .gitmodules} says. */
final class Submodules {
    private static final String FILE = ".gitmodules";
    private static final String SECTION = "submodule";

    private final Map<String, String> addresses;
    private final RepoLocation parent;
    private final String place;

    private Submodules(Map<String, String> addresses, RepoLocation parent, String place) {
        this.addresses = addresses;
        this.parent = parent;
        this.place = place;
    }

    static Submodules of(Snapshot snapshot, RepoLocation parent, String place) {
        Map<String, String> addresses = new HashMap<>();
        Optional<FileEntry> file =
                snapshot.find(FILE).filter(found -> found.kind().isFile());
        if (file.isPresent()) {
            Config config = parse(new String(snapshot.read(file.get()), StandardCharsets.UTF_8), place);
            for (String name : config.getSubsections(SECTION)) {
                String path = config.getString(SECTION, name, "path");
                String url = config.getString(SECTION, name, "url");
                if (path != null && url != null) {
                    addresses.put(path, url);
                }
            }
        }
        return new Submodules(addresses, parent, place);
    }

    private static Config parse(String text, String place) {
        Config config = new Config();
        try {
            config.fromText(text);
            return config;
        } catch (ConfigInvalidException | RuntimeException e) {
            throw new SourceException(
                    Kind.MALFORMED, place + " " + FILE, "it is no Git configuration", "write it as git submodule does");
        }
    }

    /** Relative addresses are seen from the parent's; a folder of this machine may only be named by one. */
    RepoLocation location(String path) {
        String written = addresses.get(path);
        if (written == null) {
            throw refused(path, FILE + " does not say where it is");
        }
        String address = written.startsWith("./") || written.startsWith("../") ? relative(written) : written;
        RepoLocation location = RepoLocation.parse(address);
        if (location.host().isEmpty() && !parent.host().isEmpty()) {
            throw refused(path, "it points at a folder of this machine");
        }
        return location;
    }

    private String relative(String written) {
        String base = parent.toString().replaceFirst("/+$", "");
        String rest = written;
        while (rest.startsWith("./") || rest.startsWith("../")) {
            boolean up = rest.startsWith("../");
            rest = rest.substring(up ? 3 : 2);
            int slash = base.lastIndexOf('/');
            if (up && slash > base.indexOf("://") + 2) {
                base = base.substring(0, slash);
            }
        }
        return base + "/" + rest;
    }

    private SourceException refused(String path, String cause) {
        return new SourceException(
                Kind.INVALID, place + " submodule " + path, cause, "mend " + FILE + ", or do not ask for submodules");
    }
}
