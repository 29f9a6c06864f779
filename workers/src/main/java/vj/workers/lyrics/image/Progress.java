package vj.workers.lyrics.image;

/// Hears how far a picture has come, in the thread that waits for it.
@FunctionalInterface
public interface Progress {

  /// @param fraction 0 to 1 of the step under way, which may begin again: a workflow has several
  void at(double fraction);
}
