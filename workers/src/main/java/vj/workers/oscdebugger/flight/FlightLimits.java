package vj.workers.oscdebugger.flight;

import java.time.Duration;

/// How much the flight recorder keeps of one series.
///
/// @param kept at least so much time is kept, if it fits
/// @param mostBytes of all its files together; never more, so that a flood shortens the time
/// @param spareBytes of the disk that are left to others: with less free the recorder keeps less
/// @param leastBytes what it keeps even then: two segments
/// @param segment how long a file is written
/// @param segmentBytes how long a file becomes at most
record FlightLimits(
    Duration kept,
    long mostBytes,
    long spareBytes,
    long leastBytes,
    Duration segment,
    long segmentBytes) {

  private static final long MIB = 1 << 20;

  /// Of OSC. All six workers send 540 datagrams a second, 37 kB as records: 22 MB in ten minutes.
  static final FlightLimits USUAL =
      new FlightLimits(
          Duration.ofMinutes(10), 224 * MIB, 500 * MIB, 16 * MIB, Duration.ofSeconds(30), 8 * MIB);

  /// Of log lines and state changes, which have files of their own beside those of the OSC: a flood
  /// of the one costs nothing of the other. 28 MiB are ten minutes of 400 lines a second.
  FlightLimits ofNotes() {
    return new FlightLimits(
        kept, mostBytes / 8, spareBytes, leastBytes / 8, segment, segmentBytes / 8);
  }

  /// What all files together may take.
  ///
  /// @param used what they take
  /// @param free what the disk has left
  long allowed(long used, long free) {
    return Math.clamp(used + free - spareBytes, leastBytes, mostBytes);
  }
}
