package vj.console;

/// Draws a running recording in one line. One thread.
final class RecordingLine {

  /// A rate over less would jump with every bundle.
  private static final double RATE_SECONDS = 1;

  /// So long after the start even the slowest show has said something.
  private static final double SILENT_SECONDS = 3;

  private final Paint paint;
  private double countedSeconds;
  private long counted;
  private long perSecond;

  RecordingLine(Paint paint) {
    this.paint = paint;
  }

  /// @param recording as `get_state` has it, each time it is asked
  String of(Fields recording) {
    double seconds = recording.number("seconds");
    long datagrams = recording.whole("datagrams");
    if (seconds - countedSeconds >= RATE_SECONDS) {
      perSecond = Math.round((datagrams - counted) / (seconds - countedSeconds));
      countedSeconds = seconds;
      counted = datagrams;
    }
    return "%s %s  %s  %s  %s  %s/s%s   %s"
        .formatted(
            paint.bad("recording"),
            paint.strong(recording.text("name")),
            TimeText.clock(seconds),
            Amounts.datagrams(datagrams),
            Amounts.bytes(recording.whole("bytes")),
            Amounts.count(perSecond),
            trouble(seconds, datagrams, recording.whole("missed")),
            paint.dim("Ctrl-C stops"));
  }

  private String trouble(double seconds, long datagrams, long missed) {
    if (missed > 0) {
      return paint.bad("  %s missed".formatted(Amounts.count(missed)));
    }
    return datagrams == 0 && seconds > SILENT_SECONDS ? paint.warning("  nothing arrives") : "";
  }
}
