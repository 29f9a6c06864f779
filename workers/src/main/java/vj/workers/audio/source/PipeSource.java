package vj.workers.audio.source;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Raw samples from a FIFO, or from anything else that can be read. A FIFO never ends: its writers
/// may come and go. Opened by [SourceOpener]; reads are interruptible and end with [#close].
final class PipeSource implements AudioSource {

  private static final int STEPS_PER_SECOND = 166;

  /// How soon a new writer is noticed. A FIFO without one reads as ended, and nothing wakes us.
  private static final long WRITER_POLL = 20_000_000L;

  /// After a gap this long what lies in the pipe is old.
  private static final long STALE = 250_000_000L;

  private static final int TYPE = 0170000;
  private static final int TYPE_FIFO = 0010000;

  private final Format format;
  private final FileInputStream in;
  private final FileChannel channel;
  private final boolean fifo;
  private final MonotonicClock clock;
  private final Pacer pacer;
  private final ByteBuffer bytes;
  private final int frameBytes;
  private boolean flowing;
  private long lastRead;

  private PipeSource(SourceSpec.Pipe spec, FileInputStream in, boolean fifo, MonotonicClock clock) {
    this.format =
        Format.of(String.valueOf(spec.path().getFileName()), spec.sampleRate(), spec.channels());
    this.in = in;
    this.channel = in.getChannel();
    this.fifo = fifo;
    this.clock = clock;
    this.pacer = Pacer.pipe(clock, spec.sampleRate());
    this.frameBytes = Short.BYTES * spec.channels();
    this.bytes =
        ByteBuffer.allocate(Math.ceilDiv(spec.sampleRate(), STEPS_PER_SECOND) * frameBytes);
  }

  static PipeSource open(SourceSpec.Pipe spec, MonotonicClock clock) throws IOException {
    Path path = spec.path();
    if (!Files.exists(path)) {
      throw new IOException("%s does not exist; make it with: mkfifo %s".formatted(path, path));
    }
    if (Files.isDirectory(path)) {
      throw new IOException("%s is a directory; name a FIFO or a raw file".formatted(path));
    }
    boolean fifo =
        Files.getAttribute(path, "unix:mode", new LinkOption[0]) instanceof Integer mode
            && (mode & TYPE) == TYPE_FIFO;
    return new PipeSource(
        spec, fifo ? openFifo(path) : new FileInputStream(path.toFile()), fifo, clock);
  }

  /// Opening a FIFO to read waits, deaf to everything, until somebody writes. It does not if there
  /// is a writer: for the moment of opening, we are that. Nothing is created, or Linux refuses it
  /// for the FIFOs of others in /tmp (fs.protected_fifos), and one that is just gone becomes a
  /// file.
  static FileInputStream openFifo(Path path) throws IOException {
    try (FileChannel _ =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return new FileInputStream(path.toFile());
    } catch (AccessDeniedException e) {
      throw new IOException(
          "%s must be readable and writable for the worker; its owner, or root, can: chmod a+rw %s"
              .formatted(path, path),
          e);
    }
  }

  @Override
  public Format format() {
    return format;
  }

  @Override
  public int read(float[] interleaved, int frames) throws IOException, InterruptedException {
    try {
      bytes.clear().limit(Math.min(bytes.capacity(), frames * frameBytes));
      while (bytes.position() == 0 || bytes.position() % frameBytes != 0) {
        if (fill() < 0 && !awaitWriter()) {
          return -1;
        }
      }
      skipStale();
      int count = bytes.position() / Short.BYTES;
      PcmSamples.S16LE.read(bytes.array(), count, interleaved);
      pacer.await(count / format.channels());
      return channel.isOpen() ? count / format.channels() : -1;
    } catch (ClosedByInterruptException _) {
      throw interrupted();
    } catch (ClosedChannelException _) {
      return -1;
    }
  }

  /// A FIFO's channel can be interrupted. On a disk that does not answer, whoever interrupts one
  /// waits with it: there the stream is read, and a reader that hangs is left behind.
  private int fill() throws IOException {
    if (fifo) {
      return channel.read(bytes);
    }
    int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
    bytes.position(bytes.position() + Math.max(0, read));
    return read;
  }

  /// The writer has gone, perhaps in the middle of a frame: the next one begins with a whole one.
  ///
  /// @return false if this is the end
  private boolean awaitWriter() throws InterruptedException {
    bytes.position(bytes.position() - bytes.position() % frameBytes);
    flowing = false;
    if (fifo && bytes.position() == 0) {
      clock.sleep(WRITER_POLL);
    }
    return fifo || bytes.position() > 0;
  }

  /// If this process was stopped for a while, the pipe is full of the past, and the pacer would
  /// keep us that far behind for minutes. A writer that paused by itself loses the same: one pipe's
  /// worth (0.37 s of CD sound).
  private void skipStale() throws IOException {
    long now = clock.nanos();
    if (fifo && flowing && now - lastRead > STALE) {
      long waiting = in.available() / frameBytes * (long) frameBytes;
      in.skipNBytes(waiting);
    }
    flowing = true;
    lastRead = now;
  }

  private static InterruptedException interrupted() {
    Thread.interrupted(); // the exception says it from here on
    return new InterruptedException();
  }

  @Override
  public void close() {
    try {
      channel.close();
      in.close();
    } catch (IOException _) {
      // a pipe that was only read has nothing to lose
    }
  }
}
