package vj.workers.audio.analysis;

/// Which parts of the analysis run; levels and onsets always do.
public record AnalysisParts(
    boolean spectrum, boolean beat, boolean tempo, boolean pitch, boolean structure) {

  public static final AnalysisParts ALL = new AnalysisParts(true, true, true, true, true);
}
