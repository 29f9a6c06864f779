package vj.workers.audio.source;

import java.io.IOException;

/// Where a [Capture]'s thread gets live samples from.
interface CaptureInput {

  /// Blocks until something has arrived; deaf to interrupts.
  ///
  /// @return frames read, or −1 when nothing more will come
  int read(float[] interleaved, int frames) throws IOException;

  /// Why nothing more comes, after the device's name: `has gone: Connection terminated`.
  String reason();

  /// Ends a blocked [#read] from any thread. Idempotent.
  void close();
}
