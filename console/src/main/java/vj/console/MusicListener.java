package vj.console;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vj.bus.telemetry.OscMessage;
import vj.bus.telemetry.OscMessage.TimeTag;
import vj.bus.telemetry.OscReceiver;

/// Keeps the latest of each audio message. Fed on the receiver's thread, read on any.
final class MusicListener implements OscReceiver.Handler {

  static final List<String> PATTERNS =
      List.of("/audio/{levels,beat,bpm,phase,structure,onset,alive}");

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  // The lock (this) protects all of the below.
  private final float[] levels = new float[Music.BANDS.size()];
  private final long[] onsets = new long[3];
  private float bpm;
  private float confidence;
  private int beatInBar;
  private long beatNanos;
  private boolean buildUp;
  private boolean drop;
  private float energy;
  private float brightness;
  private boolean alive;
  private long frameNanos;
  private long secondBegan;
  private int framesThisSecond;
  private float framesPerSecond;

  @Override
  public synchronized void received(
      OscMessage message, InetSocketAddress sender, TimeTag timeTag, long nanos) {
    List<@Nullable Object> arguments = message.arguments();
    switch (message.address()) {
      case "/audio/levels" -> {
        for (int i = 0; i < levels.length; i++) {
          levels[i] = number(arguments, i);
        }
        count(nanos);
      }
      case "/audio/beat" -> beatNanos = number(arguments, 0) == 1 ? nanos : beatNanos;
      case "/audio/bpm" -> {
        bpm = number(arguments, 0);
        confidence = number(arguments, 1);
      }
      case "/audio/phase" -> beatInBar = (int) number(arguments, 2);
      case "/audio/structure" -> {
        buildUp = number(arguments, 0) == 1;
        drop = number(arguments, 1) == 1;
        energy = number(arguments, 2);
        brightness = number(arguments, 3);
      }
      case "/audio/onset" -> {
        int band = (int) number(arguments, 0);
        if (band >= 0 && band < onsets.length) {
          onsets[band] = nanos;
        }
      }
      case "/audio/alive" -> alive = number(arguments, 0) == 1;
      default -> {} // more than we asked for
    }
  }

  private void count(long nanos) {
    frameNanos = nanos;
    framesThisSecond++;
    long passed = nanos - secondBegan;
    if (passed >= SECOND) {
      // The first second begins with the first frame.
      framesPerSecond = secondBegan == 0 ? 0 : framesThisSecond * (float) SECOND / passed;
      secondBegan = nanos;
      framesThisSecond = 0;
    }
  }

  /// What was heard last is true for a second: of a worker that hangs it would be shown for ever.
  ///
  /// @param now on the clock of the receiver
  synchronized Music music(long now) {
    if (frameNanos == 0 || now - frameNanos > SECOND) {
      return Music.NOTHING;
    }
    List<Float> bands = new ArrayList<>(levels.length);
    for (float level : levels) {
      bands.add(level);
    }
    return new Music(
        bands,
        bpm,
        confidence,
        beatInBar,
        beatNanos,
        buildUp,
        drop,
        energy,
        brightness,
        List.of(onsets[0], onsets[1], onsets[2]),
        alive,
        framesPerSecond,
        true);
  }

  /// What is missing or no number counts as 0: it is only shown.
  private static float number(List<@Nullable Object> arguments, int index) {
    return index < arguments.size() && arguments.get(index) instanceof Number number
        ? number.floatValue()
        : 0;
  }
}
