package vj.workers.oscdebugger.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vj.bus.Acceptance;
import vj.bus.status.LogLine;
import vj.workers.oscdebugger.record.Recorded.Datagram;

@Timeout(30)
class RecordFileTest {

  private static final long START_MILLIS = 1_700_000_000_123L;

  @TempDir private Path directory;
  private final AtomicLong clock = new AtomicLong();

  private Path file() {
    return directory.resolve("one.vjtake");
  }

  private RecordWriter writer() throws IOException {
    return RecordWriter.create(file(), START_MILLIS, clock::get);
  }

  static List<Recorded> all(RecordReader reader) throws IOException {
    List<Recorded> all = new ArrayList<>();
    for (Optional<Recorded> next = reader.next(); next.isPresent(); next = reader.next()) {
      all.add(next.get());
    }
    return all;
  }

  private static Datagram datagram(long nanos, String sender, String bytes) {
    return new Datagram(nanos, sender, bytes.getBytes(UTF_8));
  }

  private static void assertSame(Datagram expected, Recorded actual) {
    Datagram datagram = assertInstanceOf(Datagram.class, actual);
    assertEquals(expected.nanos(), datagram.nanos());
    assertEquals(expected.sender(), datagram.sender());
    assertArrayEquals(expected.bytes(), datagram.bytes());
  }

  @Test
  void readsEveryKindAsItWasWritten() throws IOException {
    Instant time = Instant.parse("2026-11-22T12:00:00.123456Z");
    List<Recorded> written =
        List.of(
            new Recorded.Log(
                new LogLine(time, LogLine.Level.WARN, "audio", "händler \ud83c\udfa7")),
            new Recorded.Change(time, "lyrics", "degraded: no network"),
            new Recorded.End(7, 8, 9, 10));
    try (RecordWriter writer = writer()) {
      for (Recorded each : written) {
        writer.write(each);
      }
      writer.flush();
    }

    try (RecordReader reader = RecordReader.open(file())) {
      assertEquals(START_MILLIS, reader.startMillis());
      assertEquals(written, all(reader));
      assertTrue(reader.complete());
      assertEquals(0, reader.lost());
    }
  }

  @Test
  void keepsDatagramsByteForByte() throws IOException {
    byte[] longest = new byte[65_535];
    longest[65_534] = -1;
    List<Datagram> written =
        List.of(
            datagram(0, "audio_analyzer", "/a"),
            new Datagram(1, "10.0.0.5:9000", new byte[0]),
            new Datagram(Long.MAX_VALUE, "audio_analyzer", longest));
    try (RecordWriter writer = writer()) {
      for (Datagram each : written) {
        writer.write(each);
      }
      writer.flush();
    }

    try (RecordReader reader = RecordReader.open(file())) {
      List<Recorded> read = all(reader);
      assertEquals(written.size(), read.size());
      for (int i = 0; i < written.size(); i++) {
        assertSame(written.get(i), read.get(i));
      }
      assertFalse(reader.complete(), "nobody has ended it");
    }
  }

  @Test
  void writesASenderOutOnce() throws IOException {
    String sender = "a worker with a long name";
    try (RecordWriter writer = writer()) {
      for (int i = 0; i < 1000; i++) {
        writer.write(datagram(i, sender, ""));
      }

      assertEquals(
          RecordFormat.HEADER_BYTES
              + RecordFormat.PREFIX_BYTES
              + 3
              + sender.length()
              + 1000 * (RecordFormat.PREFIX_BYTES + 11),
          writer.bytes());
    }
  }

  @Test
  void namesEverySenderAlsoBeyondThoseThatGetANumber() throws IOException {
    int senders = RecordFormat.MOST_SENDERS + 500;
    try (RecordWriter writer = writer()) {
      for (int i = 0; i < 2 * senders; i++) {
        writer.write(datagram(i, "10.0.0.5:" + i % senders, "/a"));
      }
      writer.flush();
    }

    try (RecordReader reader = RecordReader.open(file())) {
      List<Recorded> read = all(reader);
      assertEquals(2 * senders, read.size());
      for (int i = 0; i < read.size(); i++) {
        assertSame(datagram(i, "10.0.0.5:" + i % senders, "/a"), read.get(i));
      }
    }
  }

  @Test
  void cutsWhatIsTooLongBetweenCharacters() throws IOException {
    try (RecordWriter writer = writer()) {
      writer.write(new Recorded.Change(Instant.EPOCH, "é".repeat(200), "é".repeat(30_000)));
      writer.flush();
    }

    try (RecordReader reader = RecordReader.open(file())) {
      assertEquals(
          List.of(
              new Recorded.Change(
                  Instant.EPOCH,
                  "é".repeat(RecordFormat.LONGEST_NAME / 2),
                  "é".repeat(RecordFormat.LONGEST_TEXT / 2))),
          all(reader));
    }
  }

  @Test
  void handsToTheSystemWhatHasWaitedForAQuarterOfASecond() throws IOException {
    try (RecordWriter writer = writer();
        RecordReader reader = RecordReader.open(file())) {
      writer.write(datagram(1, "a", "/1"));
      assertTrue(reader.next().isEmpty());

      clock.addAndGet(Duration.ofMillis(250).toNanos());
      writer.turn();

      assertSame(datagram(1, "a", "/1"), reader.next().orElseThrow());
    }
  }

  @Test
  void aReaderFollowsAWriter() throws IOException {
    try (RecordWriter writer = writer();
        RecordReader reader = RecordReader.open(file())) {
      for (int i = 0; i < 1000; i++) {
        writer.write(datagram(i, "sender " + i % 7, "/" + "x".repeat(i * 13 % 40_000)));
        writer.flush();
        assertSame(
            datagram(i, "sender " + i % 7, "/" + "x".repeat(i * 13 % 40_000)),
            reader.next().orElseThrow());
        assertTrue(reader.next().isEmpty());
      }

      writer.write(new Recorded.End(1, 2, 3, 4));
      writer.flush();

      assertEquals(Optional.of(new Recorded.End(1, 2, 3, 4)), reader.next());
      assertTrue(reader.complete());
    }
  }

  @Test
  void findsTheEndWithoutReadingTheFile() throws IOException {
    try (RecordWriter writer = writer();
        RecordReader reader = RecordReader.open(file())) {
      assertEquals(Optional.empty(), reader.end());
      writer.write(datagram(1, "a", "x".repeat(1000)));
      writer.flush();
      assertEquals(Optional.empty(), reader.end());

      writer.write(new Recorded.End(5, 1, 1000, 0));
      writer.flush();

      assertEquals(Optional.of(new Recorded.End(5, 1, 1000, 0)), reader.end());
    }
  }

  @Test
  void aFileIsItsOwnersAloneAndNeverWrittenOver() throws IOException {
    try (RecordWriter _ = writer()) {
      assertThrows(FileAlreadyExistsException.class, this::writer);
    }

    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
  }

  @Test
  void aFullDiskIsAnExceptionThatNamesTheFile() throws IOException {
    Path full = Path.of("/dev/full");
    Acceptance.needs(Files.exists(full), "no " + full);
    var writer =
        new RecordWriter(full, FileChannel.open(full, StandardOpenOption.WRITE), clock::get);

    IOException refusal = assertThrows(IOException.class, () -> writer.begin(0));

    assertEquals("cannot write /dev/full: No space left on device", refusal.getMessage());
    writer.close();
  }
}
