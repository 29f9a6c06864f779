package vj.workers.oscdebugger.record;

import java.time.Instant;
import vj.bus.status.LogLine;

/// One record of a file.
public sealed interface Recorded {

  /// @param nanos since the file's start, on the monotonic clock
  /// @param sender a worker's name or `host:port`
  /// @param bytes as they came; nobody changes them
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Datagram(long nanos, String sender, byte[] bytes) implements Recorded {}

  record Log(LogLine line) implements Recorded {}

  /// A worker's state is another one now.
  record Change(Instant time, String worker, String text) implements Recorded {}

  /// The last record of a file that was ended in order; also what it held, for listings.
  ///
  /// @param nanos how long the recording was
  /// @param bytes of all datagrams together
  /// @param missed datagrams that the recording came too late for
  record End(long nanos, long datagrams, long bytes, long missed) implements Recorded {}
}
