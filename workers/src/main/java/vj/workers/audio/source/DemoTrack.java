package vj.workers.audio.source;

import java.util.Arrays;
import vj.workers.audio.source.AudioSource.Format;

/// A club track made up on the spot, for trying out visuals without a sound card or a file: groove,
/// break, build-up and drop for ever, always the same. [DemoScore] is its truth.
public final class DemoTrack implements SampleDecoder {

  static final int SAMPLE_RATE = 44100;

  private static final int STEPS_PER_BEAT = 8;
  private static final int STEPS_PER_BAR = STEPS_PER_BEAT * DemoScore.BEATS_PER_BAR;
  private static final double SAMPLES_PER_STEP =
      DemoScore.BEAT_SECONDS * SAMPLE_RATE / STEPS_PER_BEAT;

  private static final Format FORMAT = Format.of("demo track", SAMPLE_RATE, 2);

  private final DemoDrums drums = new DemoDrums();
  private final DemoTones tones = new DemoTones();
  private long frame;
  private long step;
  private long nextStepFrame;

  public DemoTrack() {}

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public int read(float[] interleaved, int frames) {
    Arrays.fill(interleaved, 0, 2 * frames, 0);
    for (int at = 0; at < 2 * frames; at += 2) {
      if (frame == nextStepFrame) {
        play(step / STEPS_PER_BAR, (int) (step % STEPS_PER_BAR));
        step++;
        nextStepFrame = Math.round(step * SAMPLES_PER_STEP);
      }
      frame++;
      float drum = drums.next();
      tones.next(interleaved, at, drums.duck(), drums.noise());
      interleaved[at] = soft(interleaved[at] + drum);
      interleaved[at + 1] = soft(interleaved[at + 1] + drum);
    }
    return frames;
  }

  private void play(long bar, int at) {
    DemoScore.Part part = DemoScore.Part.at(bar);
    int barOfPart = (int) (bar % DemoScore.CYCLE_BARS) - part.startBar();
    float progress = (barOfPart + (float) at / STEPS_PER_BAR) / part.bars();
    switch (part) {
      case GROOVE -> groove(bar, barOfPart, at);
      case BREAK -> lull(bar, at);
      case BUILD -> build(bar, barOfPart, at, progress);
      case PEAK -> peak(bar, barOfPart, at);
    }
  }

  private void groove(long bar, int barOfPart, int at) {
    tones.open(0.35f);
    beat(bar, at);
    if (barOfPart >= 4 && on(at, 16, 8)) {
      drums.snare(0.8f);
    }
    if (barOfPart >= 8 && on(at, 16, 12)) {
      tones.chord(bar, 0.8f, 0.12);
    }
  }

  private void lull(long bar, int at) {
    tones.open(0.2f);
    if (at == 0) {
      tones.chord(bar, 0.8f, 3);
    }
    if (on(at, 8, 0)) {
      tones.lead(bar, at / 8);
    }
  }

  /// The roll goes from quarters to thirty-seconds, everything opens, and the last beat is silent.
  private void build(long bar, int barOfPart, int at, float progress) {
    if (barOfPart == DemoScore.Part.BUILD.bars() - 1 && at >= STEPS_PER_BAR - STEPS_PER_BEAT) {
      tones.rise(0);
      tones.chord(bar, 0, 0.02);
      return;
    }
    tones.open(0.2f + 0.8f * progress);
    tones.rise(progress);
    if (at % 8 == 0) {
      tones.chord(bar, 0.7f, 0.3);
    }
    int every = barOfPart < 3 ? 8 : barOfPart < 5 ? 4 : barOfPart < 7 ? 2 : 1;
    if (on(at, every, 0)) {
      drums.snare(0.35f + 0.5f * progress);
    }
  }

  private void peak(long bar, int barOfPart, int at) {
    tones.open(0.8f);
    tones.rise(0);
    if (at == 0 && barOfPart % 8 == 0) {
      drums.crash();
    }
    beat(bar, at);
    if (on(at, 16, 8)) {
      drums.snare(0.9f);
    }
    if (on(at, 4, 2)) {
      drums.hat(0.4f);
    }
    if (on(at, 16, 4) || on(at, 16, 10)) {
      tones.chord(bar, 1, 0.2);
    }
    if (on(at, 4, 0)) {
      tones.lead(bar, at / 4);
    }
  }

  /// Four on the floor, hats between, the bass where the kick is not.
  private void beat(long bar, int at) {
    if (on(at, 8, 0)) {
      drums.kick();
    } else if (on(at, 2, 0)) {
      tones.bass(bar);
    }
    if (on(at, 8, 4)) {
      drums.hat(1);
    }
  }

  private static boolean on(int at, int every, int offset) {
    return at % every == offset;
  }

  /// Rounds peaks off instead of cutting them; never leaves ±1.
  private static float soft(float sound) {
    float limited = Math.clamp(sound, -1.5f, 1.5f);
    return limited - limited * limited * limited * (4f / 27f);
  }

  @Override
  public void close() {}
}
