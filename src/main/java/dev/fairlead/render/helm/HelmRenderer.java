package dev.fairlead.render.helm;

/** Renders charts. It serves several threads. */
public interface HelmRenderer {
    /**
     * Renders a release as a first installation.
     *
     * @throws dev.fairlead.render.RenderException if the chart or the values are wrong, with the place in the chart
     */
    HelmRendering render(ChartRelease release);
}
