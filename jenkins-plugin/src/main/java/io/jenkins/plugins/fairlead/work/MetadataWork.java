package io.jenkins.plugins.fairlead.work;

import dev.fairlead.pipeline.Pipeline;
import dev.fairlead.pipeline.result.ImageFacts;
import hudson.AbortException;
import hudson.model.TaskListener;
import io.jenkins.plugins.fairlead.connect.Place;
import io.jenkins.plugins.fairlead.connect.ResolvedAccess;
import io.jenkins.plugins.fairlead.result.ImageResult;
import io.jenkins.plugins.fairlead.words.Orders;
import io.jenkins.plugins.fairlead.words.Words;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;

/** What a build should call its image. */
public final class MetadataWork extends EngineWork<ImageResult> {
    private static final long serialVersionUID = 1L;

    private final Words words;

    public MetadataWork(ResolvedAccess access, Place place, TaskListener listener, Words words) {
        super(access, place, listener);
        this.words = words;
    }

    @Override
    ImageResult work(Pipeline pipeline, ResolvedAccess allowed, File folder) throws IOException {
        ImageFacts facts = pipeline.metadata(Orders.metadata(words), sources(folder));
        say("image " + facts.reference().orElse("of this build") + ", tags " + String.join(", ", facts.tags()));
        facts.notes().forEach(note -> say("note  " + note));
        return new ImageResult(facts);
    }

    private Path sources(File workspace) throws IOException {
        Path root = workspace.toPath().toRealPath();
        String name = words.text("folder").orElse(".");
        Path folder = root.resolve(name).normalize();
        if (!folder.startsWith(root) || !folder.toRealPath().startsWith(root)) {
            throw new AbortException("parameter 'folder': '" + name + "' is not in the workspace; give a folder in it");
        }
        return folder;
    }
}
