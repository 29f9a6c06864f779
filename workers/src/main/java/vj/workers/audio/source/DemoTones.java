package vj.workers.audio.source;

/// Bass, chords, lead and riser of the demo track, a sample at a time and without garbage.
final class DemoTones {

  /// A minor, F, C, G: the chord of each bar, as the notes above its bass, in MIDI numbers.
  private static final int[] ROOTS = {33, 29, 36, 31};

  private static final int[][] CHORDS = {
    {57, 60, 64}, {57, 60, 65}, {55, 60, 64}, {55, 59, 62},
  };

  private static final int[] ARPEGGIO = {0, 1, 2, 1};

  /// Each chord note sounds twice, this far apart, once on each side.
  private static final float DETUNE = 1.0045f;

  private static final float QUIET_RISER = 1e-6f;
  private static final int SINE = 4096;
  private static final float[] SINE_TABLE = sineTable();

  private final float bassFall = DemoDrums.decay(0.16);
  private final float leadFall = DemoDrums.decay(0.14);
  private final float glide = 1 - DemoDrums.decay(0.02);
  private final float attack = 1 - DemoDrums.decay(0.002);

  private final float[] chordSteps = new float[3];
  private final float[] leftPhases = new float[3];
  private final float[] rightPhases = {0.31f, 0.57f, 0.83f};

  private float bassStep;
  private float bassPhase;
  private float bassLevel;
  private float bassSound;
  private float bassFiltered;
  private float chordLevel;
  private float chordSound;
  private float chordFall = 1;
  private float leadStep;
  private float leadPhase;
  private float leadLevel;
  private float leadSound;
  private float opening;
  private float openingGoal;
  private float left;
  private float right;
  private float riser;
  private float riserGoal = QUIET_RISER;
  private float riserPhase;
  private float riserNoise;

  void bass(long bar) {
    bassStep = step(ROOTS[(int) (bar % ROOTS.length)]);
    bassLevel = 1;
  }

  /// @param seconds how long the chord sounds
  void chord(long bar, float level, double seconds) {
    int[] notes = CHORDS[(int) (bar % CHORDS.length)];
    for (int i = 0; i < notes.length; i++) {
      chordSteps[i] = step(notes[i]);
    }
    chordLevel = level;
    chordFall = DemoDrums.decay(seconds);
  }

  void lead(long bar, int beat) {
    int[] notes = CHORDS[(int) (bar % CHORDS.length)];
    leadStep = step(notes[ARPEGGIO[beat % ARPEGGIO.length]] + 12);
    leadLevel = 1;
  }

  /// @param value 0 dull .. 1 bright
  void open(float value) {
    openingGoal = value;
  }

  /// @param progress 0 silent .. 1 right before the drop
  void rise(float progress) {
    riserGoal = Math.max(progress, QUIET_RISER);
  }

  /// Adds one frame.
  ///
  /// @param duck 0..1, how far to step back
  void next(float[] interleaved, int at, float duck, float noise) {
    float room = 1 - 0.75f * duck;
    opening += glide * (openingGoal - opening) * 0.05f;
    riser += glide * (riserGoal - riser);
    float both = (bass() + 0.9f * riser(noise)) * room;
    float lead = lead();
    chords(0.02f + 0.5f * opening * opening);
    interleaved[at] += both + room * (left + 0.8f * lead);
    interleaved[at + 1] += both + room * (right + lead);
  }

  private float bass() {
    bassPhase = wrap(bassPhase + bassStep);
    bassSound += attack * (bassLevel - bassSound);
    bassLevel = bassLevel * bassFall + DemoDrums.NOTHING;
    bassFiltered += 0.06f * (2 * bassPhase - 1 - bassFiltered);
    return 0.55f * bassSound * bassFiltered;
  }

  private void chords(float brightness) {
    chordSound += attack * (chordLevel - chordSound);
    chordLevel = chordLevel * chordFall + DemoDrums.NOTHING;
    float sumLeft = 0;
    float sumRight = 0;
    for (int i = 0; i < chordSteps.length; i++) {
      leftPhases[i] = wrap(leftPhases[i] + chordSteps[i]);
      rightPhases[i] = wrap(rightPhases[i] + chordSteps[i] * DETUNE);
      sumLeft += leftPhases[i] - 0.5f;
      sumRight += rightPhases[i] - 0.5f;
    }
    left += brightness * (0.5f * chordSound * sumLeft - left);
    right += brightness * (0.5f * chordSound * sumRight - right);
  }

  private float lead() {
    leadPhase = wrap(leadPhase + leadStep);
    leadSound += attack * (leadLevel - leadSound);
    leadLevel = leadLevel * leadFall + DemoDrums.NOTHING;
    return 0.13f * leadSound * (sine(leadPhase) + 0.4f * sine(wrap(2 * leadPhase)));
  }

  /// Noise whose dark part is taken away more and more, and a tone that climbs three octaves.
  private float riser(float noise) {
    riserPhase = wrap(riserPhase + 220 * (1 + 7 * riser * riser) / DemoTrack.SAMPLE_RATE);
    riserNoise += (0.02f + 0.5f * riser) * (noise - riserNoise);
    return riser * riser * (0.3f * (noise - riserNoise) + 0.12f * sine(riserPhase));
  }

  /// @param turn 0..1
  static float sine(float turn) {
    return SINE_TABLE[(int) (turn * SINE) & (SINE - 1)];
  }

  private static float wrap(float phase) {
    return phase >= 1 ? phase - 1 : phase;
  }

  private static float step(int note) {
    return (float) (440 * Math.pow(2, (note - 69) / 12.0) / DemoTrack.SAMPLE_RATE);
  }

  private static float[] sineTable() {
    float[] table = new float[SINE];
    for (int i = 0; i < SINE; i++) {
      table[i] = (float) Math.sin(2 * Math.PI * i / SINE);
    }
    return table;
  }
}
