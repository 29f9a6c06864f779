package vj.bench.accuracy.corpus;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/// Has the program `mma` play a made-up song in one style of its library. Since we write the bars,
/// we know them: beats are where the style counts them, whatever meter the program writes down.
final class Accompaniment {

  private static final double SHORTEST_SECONDS = 42;
  private static final double LONGEST_SECONDS = 62;
  private static final int SECTION = 8;
  private static final int CHANNELS = 16;

  private final GrooveLibrary.Style style;
  private final Random random;
  private final double bpm;
  private final Chords chords;

  Accompaniment(GrooveLibrary.Style style, Random random) {
    this.style = style;
    this.random = random;
    bpm = StyleTempo.of(style, random);
    chords = new Chords(random);
  }

  /// Nothing where the program refuses the groove or plays bars of another length than it says.
  Optional<Performance> play() throws IOException {
    BeatGrid.Bars perTick = style.count().bars(1).orElseThrow();
    double seconds = SHORTEST_SECONDS + (LONGEST_SECONDS - SHORTEST_SECONDS) * random.nextDouble();
    int bars = (int) Math.ceil(seconds * bpm / 60 / perTick.beats());
    List<Integer> song = chords.song(bars);
    Optional<MidiFile> played = run(score(song, bpm * perTick.beatTicks()));
    if (played.isEmpty()) {
      return Optional.empty();
    }
    MidiFile file = played.get();
    BeatGrid.Bars counted = style.count().bars(file.ticksPerQuarter()).orElseThrow();
    double barTicks = counted.beatTicks() * counted.beats();
    List<Note> notes = Note.of(file);
    double lastBar = notes.isEmpty() ? 0 : notes.getLast().tick() / barTicks;
    if (lastBar < bars - 1 || lastBar > bars) {
      return Optional.empty();
    }
    BeatGrid grid = BeatGrid.of(List.of(counted), file.end());
    return Optional.of(Performance.of(withMelody(file, notes, song, counted), grid));
  }

  private MidiFile withMelody(
      MidiFile file, List<Note> notes, List<Integer> song, BeatGrid.Bars counted) {
    Set<Integer> taken = new HashSet<>(notes.stream().map(Note::channel).toList());
    taken.add(MidiEvent.Channel.DRUMS);
    int free = IntStream.range(0, CHANNELS).filter(c -> !taken.contains(c)).findFirst().orElse(-1);
    return free < 0 || random.nextInt(5) < 2
        ? file
        : file.with(new Melody(chords, counted, free, random).over(song));
  }

  /// In sections, each on one groove, with a fill in the last bar of most.
  private String score(List<Integer> song, double quartersPerMinute) {
    StringBuilder score = new StringBuilder();
    score.append(String.format(Locale.ROOT, "Tempo %.2f%n", quartersPerMinute));
    score.append("RndSeed ").append(random.nextInt(1 << 16)).append('\n');
    List<String> pair = List.of(any(style.grooves()), any(style.grooves()));
    for (int bar = 0; bar < song.size(); bar++) {
      if (bar % SECTION == 0) {
        groove(score, pair.get(random.nextInt(2)));
      } else if (bar % SECTION == SECTION - 1
          && !style.fills().isEmpty()
          && random.nextInt(3) > 0) {
        groove(score, any(style.fills()));
      }
      score.append(bar + 1).append(' ').append(bar(song, bar)).append('\n');
    }
    return score.toString();
  }

  /// One chord, or in some bars two.
  private String bar(List<Integer> song, int bar) {
    String first = chords.name(song.get(bar));
    if (style.count().quarters() != 4 || random.nextInt(6) > 0) {
      return first;
    }
    return first + " / " + chords.name(song.get(Math.min(bar + 1, song.size() - 1)));
  }

  private void groove(StringBuilder score, String groove) {
    score.append("Groove ").append(style.reference(groove)).append('\n');
  }

  private String any(List<String> names) {
    return names.get(random.nextInt(names.size()));
  }

  private static Optional<MidiFile> run(String score) throws IOException {
    Path text = Files.createTempFile("vj-learn", ".mma");
    Path midi = Files.createTempFile("vj-learn", ".mid");
    try {
      Files.writeString(text, score);
      Process mma =
          new ProcessBuilder("mma", "-w", "-f", midi.toString(), text.toString())
              .redirectErrorStream(true)
              .redirectOutput(Redirect.DISCARD)
              .start();
      boolean played = mma.waitFor() == 0 && Files.size(midi) > 0;
      return played ? Optional.of(MidiFile.read(Files.readAllBytes(midi))) : Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while mma plays", e);
    } finally {
      Files.deleteIfExists(text);
      Files.deleteIfExists(midi);
    }
  }
}
