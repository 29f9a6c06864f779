package vj.bench.accuracy.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MetaMessage;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vj.bench.accuracy.corpus.MidiEvent.Channel;
import vj.bench.accuracy.corpus.MidiEvent.Meter;
import vj.bench.accuracy.corpus.MidiEvent.Tempo;

@Timeout(30) // thousands of broken files, on a busy machine
final class MidiFileTest {

  /// Running status, a meta event in between, a note of the next delta in two bytes.
  private static final byte[] RUNNING = {
    'M',
    'T',
    'h',
    'd',
    0,
    0,
    0,
    6,
    0,
    0,
    0,
    1,
    0,
    96,
    'M',
    'T',
    'r',
    'k',
    0,
    0,
    0,
    20,
    0,
    (byte) 0x90,
    60,
    100,
    96,
    62,
    100,
    0,
    (byte) 0xFF,
    1,
    1,
    'x',
    (byte) 0x81,
    0x40,
    64,
    100,
    0,
    (byte) 0xFF,
    0x2F,
    0
  };

  @Test
  void readsNotesOfRunningStatus() throws IOException {
    MidiFile file = MidiFile.read(RUNNING);

    List<Note> notes = Note.of(file);

    assertEquals(List.of(60, 62, 64), notes.stream().map(Note::key).toList());
    assertEquals(List.of(0L, 96L, 288L), notes.stream().map(Note::tick).toList());
  }

  @Test
  void readsWhatTheJdkHasWritten() throws IOException, InvalidMidiDataException {
    Sequence sequence = new Sequence(Sequence.PPQ, 480);
    Track conductor = sequence.createTrack();
    conductor.add(new MidiEvent(new MetaMessage(0x51, new byte[] {7, (byte) 0xA1, 0x20}, 3), 0));
    conductor.add(new MidiEvent(new MetaMessage(0x58, new byte[] {6, 3, 24, 8}, 4), 960));
    Track band = sequence.createTrack();
    band.add(new MidiEvent(new ShortMessage(ShortMessage.CONTROL_CHANGE, 3, 7, 127), 0));
    band.add(new MidiEvent(new ShortMessage(ShortMessage.NOTE_ON, 3, 70, 127), 100_000));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    MidiSystem.write(sequence, 1, bytes);

    MidiFile file = MidiFile.read(bytes.toByteArray());

    assertEquals(List.of(new Tempo(0, 500_000)), file.tempos());
    assertEquals(List.of(new Meter(960, 6, 8)), file.meters());
    assertEquals(List.of(new Note(100_000, 3, 70, 1)), Note.of(file));
  }

  @Test
  void theJdkReadsWhatWeWrite(@TempDir Path folder) throws IOException, InvalidMidiDataException {
    MidiFile file = Tunes.steady(8, 123_456, new Meter(0, 3, 4)).withProgram(2, 33);
    Path path = folder.resolve("a.mid");

    file.write(path);

    Sequence sequence = MidiSystem.getSequence(path.toFile());
    assertEquals(480, sequence.getResolution());
    assertEquals(file.events().size() + 1, sequence.getTracks()[0].size());
    assertEquals(file, MidiFile.read(Files.readAllBytes(path)));
  }

  @Test
  void scaledTempoScalesTheBeats() {
    Performance written = Performance.of(Tunes.steady(32, 500_000, new Meter(0, 4, 4)));

    Performance faster = written.bent(_ -> 1.25);

    double[] before = written.beatSeconds();
    double[] after = faster.beatSeconds();
    assertEquals(before.length, after.length);
    for (int i = 0; i < before.length; i++) {
      assertEquals(before[i] / 1.25, after[i], 1e-4);
    }
    assertEquals(written.lastSecond() / 1.25, faster.lastSecond(), 1e-4);
  }

  @Test
  void aBentTempoKeepsNotesOnTheirBeats() {
    Performance written = Performance.of(Tunes.steady(64, 500_000, new Meter(0, 4, 4)));

    Performance bent = written.bent(tick -> 1 + 0.04 * Math.sin(tick / 3000));

    double[] beats = bent.beatSeconds();
    double[] notes = bent.notes().stream().mapToDouble(bent::startOf).toArray();
    assertTrue(Arrays.stream(notes).allMatch(n -> Tunes.nearest(beats, n) < 1e-9));
    assertTrue(Math.abs(beats[20] - written.beatSeconds()[20]) > 0.01);
  }

  /// The synthesiser's own clock runs away from a file with many tempos.
  @Test
  void inMillisecondsEverythingIsWhereTheTempoMapHadIt() {
    MidiFile bent = Tunes.steady(64, 500_000, new Meter(0, 4, 4)).bent(tick -> 1 + tick / 100_000);
    TempoMap map = TempoMap.of(bent);
    double[] before = Note.of(bent).stream().mapToDouble(n -> map.seconds(n.tick())).toArray();

    MidiFile timed = bent.inMilliseconds();

    double[] after = Note.of(timed).stream().mapToDouble(n -> n.tick() / 1000.0).toArray();
    assertEquals(1, timed.tempos().size());
    assertEquals(TempoMap.of(timed).seconds(timed.end()), map.seconds(bent.end()), 0.0006);
    for (int i = 0; i < before.length; i++) {
      assertEquals(before[i], after[i], 0.0006);
    }
  }

  @Test
  void transposingLeavesDrumsAlone() {
    MidiFile file =
        new MidiFile(
            480,
            List.of(
                new Channel(0, Channel.NOTE_ON, 9, 36, 100),
                new Channel(0, Channel.NOTE_ON, 1, 60, 100),
                new Channel(0, Channel.NOTE_ON, 1, 127, 100)),
            480);

    List<Note> notes = Note.of(file.transposed(3));

    assertEquals(List.of(36, 63), notes.stream().map(Note::key).toList());
  }

  @Test
  void mutedChannelsHaveNoNotes() {
    MidiFile file =
        new MidiFile(
            480,
            List.of(
                new Channel(0, Channel.NOTE_ON, 9, 36, 100),
                new Channel(0, Channel.NOTE_ON, 1, 60, 100)),
            480);

    List<Note> notes = Note.of(file.muted(Set.of(9)));

    assertEquals(List.of(1), notes.stream().map(Note::channel).toList());
  }

  @Test
  void refusesWhatIsNoMidiFile() {
    refused(new byte[0], "MThd");
    refused("RIFF and then some more".getBytes(StandardCharsets.US_ASCII), "MThd");
  }

  @Test
  void refusesEveryTruncation() {
    for (int length = 0; length < RUNNING.length; length++) {
      byte[] cut = Arrays.copyOf(RUNNING, length);
      assertThrows(IOException.class, () -> MidiFile.read(cut), "of %d bytes".formatted(length));
    }
  }

  @Test
  void saysWhatIsBroken() {
    refused(with(9, 2), "format 2");
    refused(with(12, 0xE7), "division");
    refused(with(13, 0), "division");
    refused(with(18, 0x7F), "a chunk of");
    refused(with(23, 0x40), "without a status");
    refused(with(25, 0xF7), "status byte");
    refused(with(32, 0x7F), "an event of");
  }

  /// 2^28 ticks a note would fill the memory with beats.
  @Test
  void refusesAFileOfMoreThanADay() {
    byte[] far = {
      'M',
      'T',
      'h',
      'd',
      0,
      0,
      0,
      6,
      0,
      0,
      0,
      1,
      0,
      1,
      'M',
      'T',
      'r',
      'k',
      0,
      0,
      0,
      7,
      (byte) 0xFF,
      (byte) 0xFF,
      (byte) 0xFF,
      0x7F,
      (byte) 0xFF,
      0x2F,
      0
    };

    refused(far, "quarter notes");
  }

  @Test
  void anyBytesAreReadOrRefused() {
    Random random = new Random(1);
    for (int i = 0; i < 5_000; i++) {
      byte[] bytes = RUNNING.clone();
      for (int k = 0; k < 4; k++) {
        bytes[8 + random.nextInt(bytes.length - 8)] = (byte) random.nextInt();
      }
      try {
        assertTrue(MidiFile.read(bytes).ticksPerQuarter() > 0);
      } catch (IOException e) {
        assertTrue(String.valueOf(e.getMessage()).contains("MIDI"), e.toString());
      }
    }
  }

  private static byte[] with(int at, int value) {
    byte[] bytes = RUNNING.clone();
    bytes[at] = (byte) value;
    return bytes;
  }

  private static void refused(byte[] bytes, String why) {
    IOException refusal = assertThrows(IOException.class, () -> MidiFile.read(bytes));
    assertTrue(String.valueOf(refusal.getMessage()).contains(why), refusal.toString());
  }
}
