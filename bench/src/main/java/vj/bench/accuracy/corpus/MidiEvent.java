package vj.bench.accuracy.corpus;

/// What a MIDI file says at one tick, as far as rendering and the beat need it: no names, lyrics or
/// system-exclusive bytes.
sealed interface MidiEvent {

  /// Counted from the start of the file.
  long tick();

  /// A channel message. `command` is the status byte without its channel (0x80 to 0xE0), the data
  /// bytes are 0 to 127; `second` is 0 for the two commands that have one data byte.
  record Channel(long tick, int command, int channel, int first, int second) implements MidiEvent {

    static final int NOTE_OFF = 0x80;
    static final int NOTE_ON = 0x90;
    static final int CONTROL = 0xB0;
    static final int PROGRAM = 0xC0;

    /// General MIDI keeps the tenth channel for drums.
    static final int DRUMS = 9;

    boolean note() {
      return command == NOTE_ON || command == NOTE_OFF;
    }

    boolean strikes() {
      return command == NOTE_ON && second > 0;
    }

    Channel withData(int newFirst) {
      return new Channel(tick, command, channel, newFirst, second);
    }

    static boolean hasTwoDataBytes(int command) {
      return command != PROGRAM && command != 0xD0;
    }
  }

  record Tempo(long tick, int microsPerQuarter) implements MidiEvent {

    public Tempo {
      if (microsPerQuarter <= 0) {
        throw new IllegalArgumentException("microseconds per quarter: " + microsPerQuarter);
      }
    }
  }

  /// `beats` of 1/`unit` note to a bar.
  record Meter(long tick, int beats, int unit) implements MidiEvent {

    public Meter {
      if (beats <= 0 || unit <= 0) {
        throw new IllegalArgumentException("meter " + beats + "/" + unit);
      }
    }
  }
}
