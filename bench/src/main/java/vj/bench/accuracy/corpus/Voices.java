package vj.bench.accuracy.corpus;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/// Who plays what in a performance, told from the notes alone.
final class Voices {

  /// A channel with fewer notes than this share of all is decoration.
  private static final double MIN_SHARE = 0.03;

  private record Voice(int notes, double meanKey) {}

  private final Map<Integer, Voice> tuned = new LinkedHashMap<>();
  private final boolean drums;

  Voices(List<Note> notes) {
    drums = notes.stream().anyMatch(Note::drum);
    Set<Integer> channels = new TreeSet<>(notes.stream().map(Note::channel).toList());
    channels.remove(MidiEvent.Channel.DRUMS);
    for (int channel : channels) {
      List<Note> own = notes.stream().filter(n -> n.channel() == channel).toList();
      if (own.size() >= MIN_SHARE * notes.size()) {
        double mean = own.stream().mapToInt(Note::key).average().orElse(0);
        tuned.put(channel, new Voice(own.size(), mean));
      }
    }
  }

  OptionalInt drums() {
    return drums ? OptionalInt.of(MidiEvent.Channel.DRUMS) : OptionalInt.empty();
  }

  /// The deepest channel.
  OptionalInt bass() {
    return tuned.keySet().stream()
        .min((a, b) -> Double.compare(meanKey(a), meanKey(b)))
        .map(OptionalInt::of)
        .orElse(OptionalInt.empty());
  }

  /// The highest channel.
  OptionalInt melody() {
    return tuned.keySet().stream()
        .max((a, b) -> Double.compare(meanKey(a), meanKey(b)))
        .map(OptionalInt::of)
        .orElse(OptionalInt.empty());
  }

  /// All that play notes of a pitch, ascending.
  List<Integer> tuned() {
    return List.copyOf(tuned.keySet());
  }

  private double meanKey(int channel) {
    Voice voice = tuned.get(channel);
    return voice == null ? Double.NaN : voice.meanKey();
  }
}
