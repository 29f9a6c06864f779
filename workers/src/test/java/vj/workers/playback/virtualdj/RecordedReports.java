package vj.workers.playback.virtualdj;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import vj.workers.playback.Backend;
import vj.workers.playback.Playback;

/// Keeps what a backend says, in order, for a test to take.
final class RecordedReports implements Backend.Reports {

  private static final long PATIENCE_SECONDS = 10;

  sealed interface Said {

    /// @param nanos when it was said
    record Plays(Playback playback, long nanos) implements Said {}

    record Stopped(String source) implements Said {}

    record Trouble(String why) implements Said {}

    record Well() implements Said {}
  }

  private final LinkedBlockingQueue<Said> said = new LinkedBlockingQueue<>();

  @Override
  public void plays(Playback playback) {
    said.add(new Said.Plays(playback, System.nanoTime()));
  }

  @Override
  public void stopped(String source) {
    said.add(new Said.Stopped(source));
  }

  @Override
  public void trouble(String why) {
    said.add(new Said.Trouble(why));
  }

  @Override
  public void well() {
    said.add(new Said.Well());
  }

  /// The next that is not [Said.Well].
  Said next() throws InterruptedException {
    Said next = said.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    while (next instanceof Said.Well) {
      next = said.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
    assertNotNull(next, "nothing was reported");
    return next;
  }

  /// What plays now, passing over troubles and stops.
  Said.Plays nextPlay() throws InterruptedException {
    while (true) {
      if (next() instanceof Said.Plays plays) {
        return plays;
      }
    }
  }

  /// What must come next.
  Playback playback() throws InterruptedException {
    return assertInstanceOf(Said.Plays.class, next()).playback();
  }

  String trouble() throws InterruptedException {
    return assertInstanceOf(Said.Trouble.class, next()).why();
  }

  void assertStopped() throws InterruptedException {
    assertEquals(new Said.Stopped("virtualdj"), next());
  }

  /// Nothing more is said within this time.
  void assertQuiet(long millis) throws InterruptedException {
    @Nullable Said more = said.poll(millis, TimeUnit.MILLISECONDS);
    assertNull(more, () -> "also said: " + more);
  }
}
