package vj.workers.audio.source;

import java.io.IOException;

/// An open stream of samples, read by one thread and closed by any.
///
/// Live sources deliver as the sound arrives; files and the demo are paced to real time by the
/// reader's own clock, so that whoever reads need not know the difference.
public interface AudioSource extends AutoCloseable {

  Format format();

  /// Reads up to `frames` frames into `interleaved` (full scale = ±1, not clipped), blocking until
  /// there is at least one. Live sources return what has arrived rather than wait for all of it.
  ///
  /// @return frames read (at least 1), or −1 at the end of a file, and after [#close]
  /// @throws IOException when the device or file is lost; the message names it and the cure
  /// @throws InterruptedException when told to stop
  int read(float[] interleaved, int frames) throws IOException, InterruptedException;

  /// Frames since it was opened that arrived but were not read in time. For the thread that reads.
  default long lost() {
    return 0;
  }

  /// Ends a blocked [#read] from any thread. Idempotent.
  @Override
  void close();

  /// @param sampleRate Hz, 8000..192000
  /// @param channels 1..8
  /// @param description for people: `Built-in Audio Monitor (44100 Hz, 2 channels)`
  record Format(int sampleRate, int channels, String description) {
    static final int LEAST_RATE = 8_000;
    static final int MOST_RATE = 192_000;
    static final int MOST_CHANNELS = 8;

    /// The format of `name`, with the numbers in its description.
    static Format of(String name, int sampleRate, int channels) {
      return new Format(
          sampleRate,
          channels,
          "%s (%d Hz, %d %s)"
              .formatted(name, sampleRate, channels, channels == 1 ? "channel" : "channels"));
    }

    /// Whether the analysis can take it.
    static boolean taken(int sampleRate, int channels) {
      return sampleRate >= LEAST_RATE
          && sampleRate <= MOST_RATE
          && channels >= 1
          && channels <= MOST_CHANNELS;
    }
  }
}
