package vj.workers.audio;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import vj.workers.audio.source.AudioSource;

/// A source on the real clock: 10 ms of a steady tone each 10 ms, until it is closed.
final class LiveSource implements AudioSource {

  private final BlockingQueue<Boolean> closed = new LinkedBlockingQueue<>();
  private final int sampleRate;
  private long samples;
  private volatile boolean ended;

  LiveSource(int sampleRate) {
    this.sampleRate = sampleRate;
  }

  /// What a file does after its last sample.
  void end() {
    ended = true;
  }

  boolean isClosed() {
    return !closed.isEmpty();
  }

  @Override
  public Format format() {
    return new Format(sampleRate, 1, "Live (%d Hz)".formatted(sampleRate));
  }

  @Override
  public int read(float[] interleaved, int frames) throws InterruptedException {
    if (closed.poll(10, TimeUnit.MILLISECONDS) != null) {
      closed.add(true);
      return -1;
    }
    if (ended) {
      return -1;
    }
    for (int i = 0; i < frames; i++) {
      interleaved[i] = (float) Math.sin(2 * Math.PI * 440 * samples++ / sampleRate);
    }
    return frames;
  }

  @Override
  public void close() {
    closed.add(true);
  }
}
