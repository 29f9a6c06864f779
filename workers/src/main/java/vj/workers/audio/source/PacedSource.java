package vj.workers.audio.source;

import java.io.IOException;

/// A decoder heard in real time: delivers a few milliseconds when they would have been heard, as a
/// sound card does. Opened by [SourceOpener]; the decoder belongs to the thread that reads.
final class PacedSource implements AudioSource {

  /// As often as a sound card delivers. Each step wakes two threads, which costs more than what
  /// they do then, and 10 ms are less than a frame.
  private static final int STEPS_PER_SECOND = 100;

  private final SampleDecoder.Opening opening;
  private final boolean loop;
  private final Format format;
  private final Pacer pacer;
  private final int step;
  private volatile SampleDecoder decoder;
  private volatile boolean closed;

  /// @param opening opens the same again, for each turn of a loop
  PacedSource(
      SampleDecoder first, SampleDecoder.Opening opening, boolean loop, MonotonicClock clock) {
    this.decoder = first;
    this.opening = opening;
    this.loop = loop;
    this.format = first.format();
    this.pacer = Pacer.file(clock, format.sampleRate());
    this.step = Math.ceilDiv(format.sampleRate(), STEPS_PER_SECOND);
  }

  @Override
  public Format format() {
    return format;
  }

  /// Waits for one step at most, so that [#close] is noticed soon enough without waking anybody.
  @Override
  public int read(float[] interleaved, int frames) throws IOException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    try {
      int read = decode(interleaved, Math.min(frames, step));
      if (read > 0) {
        pacer.await(read);
      }
      return closed ? -1 : read;
    } catch (IOException e) {
      if (closed) { // the file was closed under the decoder's hands
        return -1;
      }
      throw e;
    }
  }

  private int decode(float[] interleaved, int frames) throws IOException {
    if (closed) {
      return -1;
    }
    int read = decoder.read(interleaved, frames);
    if (read < 0 && loop) {
      rewind();
      read = decoder.read(interleaved, frames);
    }
    return read;
  }

  private void rewind() throws IOException {
    decoder.close();
    decoder = opening.open();
    if (closed) { // while it was being opened: close() has seen only the old one
      decoder.close();
    }
    if (!decoder.format().equals(format)) {
      throw new IOException(
          "%s was replaced by %s while it played in a loop; open it again"
              .formatted(format.description(), decoder.format().description()));
    }
  }

  @Override
  public void close() {
    closed = true;
    decoder.close();
  }
}
