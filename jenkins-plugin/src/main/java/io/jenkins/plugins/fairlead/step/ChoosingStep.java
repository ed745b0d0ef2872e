package io.jenkins.plugins.fairlead.step;

import hudson.Util;
import io.jenkins.plugins.fairlead.words.Words;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.kohsuke.stapler.DataBoundSetter;

/** What a step is told that chooses among tags. */
public abstract class ChoosingStep extends TimedStep {
    private String select = "";
    private ArrayList<String> include = new ArrayList<>();
    private ArrayList<String> exclude = new ArrayList<>();
    private String extract = "";
    private ArrayList<String> platforms = new ArrayList<>();
    private String minAge = "";

    public String getSelect() {
        return select;
    }

    @DataBoundSetter
    public void setSelect(String select) {
        this.select = Util.fixNull(select).trim();
    }

    public List<String> getInclude() {
        return Collections.unmodifiableList(include);
    }

    @DataBoundSetter
    public void setInclude(List<String> include) {
        this.include = new ArrayList<>(Words.lines(include));
    }

    public List<String> getExclude() {
        return Collections.unmodifiableList(exclude);
    }

    @DataBoundSetter
    public void setExclude(List<String> exclude) {
        this.exclude = new ArrayList<>(Words.lines(exclude));
    }

    public String getExtract() {
        return extract;
    }

    @DataBoundSetter
    public void setExtract(String extract) {
        this.extract = Util.fixNull(extract).trim();
    }

    public List<String> getPlatforms() {
        return Collections.unmodifiableList(platforms);
    }

    @DataBoundSetter
    public void setPlatforms(List<String> platforms) {
        this.platforms = new ArrayList<>(Words.lines(platforms));
    }

    public String getMinAge() {
        return minAge;
    }

    @DataBoundSetter
    public void setMinAge(String minAge) {
        this.minAge = Util.fixNull(minAge).trim();
    }

    /** Adds what this class was told. */
    Words choice(Words words) {
        return words.text("select", select)
                .list("include", include)
                .list("exclude", exclude)
                .text("extract", extract)
                .list("platforms", platforms)
                .text("minAge", minAge);
    }
}
