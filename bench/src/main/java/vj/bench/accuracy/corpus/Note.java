package vj.bench.accuracy.corpus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vj.bench.accuracy.corpus.MidiEvent.Channel;

/// The start of a note.
///
/// @param gain 0 to 1: velocity times the channel's volume and expression at that moment
record Note(long tick, int channel, int key, double gain) {

  private static final int VOLUME = 7;
  private static final int EXPRESSION = 11;
  private static final int CHANNELS = 16;

  /// All notes of a file by time.
  static List<Note> of(MidiFile file) {
    int[] volume = new int[CHANNELS];
    int[] expression = new int[CHANNELS];
    Arrays.fill(volume, 100); // what General MIDI begins with
    Arrays.fill(expression, 127);
    List<Note> notes = new ArrayList<>();
    for (MidiEvent event : file.events()) {
      if (!(event instanceof Channel c)) {
        continue;
      }
      int channel = c.channel();
      if (c.command() == Channel.CONTROL && c.first() == VOLUME) {
        volume[channel] = c.second();
      } else if (c.command() == Channel.CONTROL && c.first() == EXPRESSION) {
        expression[channel] = c.second();
      } else if (c.strikes()) {
        double gain =
            c.second() * volume[channel] * (double) expression[channel] / (127 * 127 * 127);
        notes.add(new Note(c.tick(), channel, c.first(), gain));
      }
    }
    return notes;
  }

  boolean drum() {
    return channel == Channel.DRUMS;
  }
}
