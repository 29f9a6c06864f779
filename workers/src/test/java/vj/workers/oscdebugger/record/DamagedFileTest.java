package vj.workers.oscdebugger.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vj.bus.status.LogLine;

/// What a crash, a full disk or somebody's editor may have made of a file.
@Timeout(60)
class DamagedFileTest {

  private static final int DATAGRAMS = 20;
  private static final int EACH = RecordFormat.PREFIX_BYTES + 11 + 8;
  private static final int LONGEST = RecordFormat.PREFIX_BYTES + RecordFormat.END_BYTES;

  @TempDir private Path directory;
  private byte[] whole = {};

  @BeforeEach
  void writeAWholeFile() throws IOException {
    Path file = directory.resolve("whole");
    try (RecordWriter writer = RecordWriter.create(file, 5, System::nanoTime)) {
      for (int i = 0; i < DATAGRAMS; i++) {
        writer.write(new Recorded.Datagram(i, "me", "%08d".formatted(i).getBytes(UTF_8)));
      }
      writer.write(new Recorded.Change(Instant.EPOCH, "audio", "up"));
      writer.write(
          new Recorded.Log(new LogLine(Instant.EPOCH, LogLine.Level.INFO, "audio", "hello")));
      writer.write(new Recorded.End(DATAGRAMS, DATAGRAMS, DATAGRAMS * 8L, 0));
      writer.flush();
    }
    whole = Files.readAllBytes(file);
  }

  private record Read(List<Recorded> records, long lost, boolean complete) {}

  private Read read(byte[] bytes) throws IOException {
    Path file = Files.write(directory.resolve("damaged"), bytes);
    try (RecordReader reader = RecordReader.open(file)) {
      reader.end();
      return new Read(RecordFileTest.all(reader), reader.lost(), reader.complete());
    }
  }

  @Test
  void cutOffAnywhereItReadsWhatIsWhole() throws IOException {
    List<Recorded> all = read(whole).records();
    int before = 0;
    for (int length = RecordFormat.HEADER_BYTES; length < whole.length; length++) {
      Read cut = read(Arrays.copyOf(whole, length));

      int records = cut.records().size();
      assertTrue(records == before || records == before + 1, "at " + length);
      assertTrue(records < all.size());
      assertFalse(cut.complete());
      assertTrue(cut.lost() < LONGEST, "at %d it lost %d".formatted(length, cut.lost()));
      before = records;
    }
    assertEquals(all.size() - 1, before);
  }

  @Test
  void cutOffInItsHeaderItIsNoRecording() {
    for (int length = 0; length < RecordFormat.HEADER_BYTES; length++) {
      byte[] cut = Arrays.copyOf(whole, length);

      IOException refusal = assertThrows(IOException.class, () -> read(cut));

      assertTrue(String.valueOf(refusal.getMessage()).endsWith("damaged is not a recording"));
    }
  }

  @Test
  void aWrongByteCostsNoMoreThanItsRecordOrAllAfterAWrongLength() throws IOException {
    List<Recorded> all = read(whole).records();
    for (int at = RecordFormat.HEADER_BYTES; at < whole.length; at++) {
      byte[] wrong = whole.clone();
      wrong[at] ^= 0x40;

      Read read = read(wrong);

      assertFalse(read.complete(), "at " + at);
      assertTrue(read.lost() > 0);
      assertTrue(read.records().size() <= all.size());
    }
  }

  @Test
  void aDamagedBodyCostsOneRecord() throws IOException {
    int third = RecordFormat.HEADER_BYTES + RecordFormat.PREFIX_BYTES + 5 + 2 * EACH;
    byte[] wrong = whole.clone();
    wrong[third + EACH - 1] ^= 1;

    Read read = read(wrong);

    assertEquals(DATAGRAMS - 1 + 3, read.records().size());
    assertEquals(EACH, read.lost());
  }

  @Test
  void aDatagramWithoutItsSendersRecordIsStillThere() throws IOException {
    byte[] wrong = whole.clone();
    wrong[RecordFormat.HEADER_BYTES + RecordFormat.PREFIX_BYTES + 4] ^= 1;

    Read read = read(wrong);

    assertEquals(DATAGRAMS + 3, read.records().size());
    assertEquals("unknown", ((Recorded.Datagram) read.records().getFirst()).sender());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, RecordFormat.LONGEST_BODY + 1})
  void aLengthThatCannotBeEndsTheReading(int length) throws IOException {
    byte[] wrong = whole.clone();
    int end = whole.length - LONGEST;
    ByteBuffer.wrap(wrong).putInt(end, length);

    Read read = read(wrong);

    assertEquals(DATAGRAMS + 2, read.records().size());
    assertEquals(LONGEST, read.lost());
  }

  @Test
  void aLengthBeyondTheFileEndsTheReading() throws IOException {
    byte[] wrong = whole.clone();
    int end = whole.length - LONGEST;
    ByteBuffer.wrap(wrong).putInt(end, RecordFormat.LONGEST_BODY);

    Read read = read(wrong);

    assertEquals(DATAGRAMS + 2, read.records().size());
    assertEquals(LONGEST, read.lost());
  }

  @Test
  void zeroesAfterAPowerCutAreLost() throws IOException {
    Read read = read(Arrays.copyOf(whole, whole.length + 4096));

    assertEquals(DATAGRAMS + 3, read.records().size());
    assertEquals(4096, read.lost());
    assertFalse(read.complete());
  }

  @Test
  void randomBytesWithTheRightChecksumAreSurvived() throws IOException {
    Random random = new Random(1);
    for (int turn = 0; turn < 2000; turn++) {
      byte[] body = new byte[1 + random.nextInt(60)];
      random.nextBytes(body);
      body[0] = (byte) random.nextInt(7);

      Read read = read(record(body));

      assertTrue(read.records().size() <= 1);
    }
  }

  @Test
  void randomBytesAreSurvived() throws IOException {
    Random random = new Random(2);
    for (int turn = 0; turn < 500; turn++) {
      byte[] bytes = Arrays.copyOf(whole, RecordFormat.HEADER_BYTES + random.nextInt(5000));
      byte[] noise = new byte[bytes.length - RecordFormat.HEADER_BYTES];
      random.nextBytes(noise);
      System.arraycopy(noise, 0, bytes, RecordFormat.HEADER_BYTES, noise.length);

      Read read = read(bytes);

      assertEquals(new Read(List.of(), noise.length, false), read);
    }
  }

  @Test
  void kindsOfLaterVersionsArePassedOver() throws IOException {
    assertEquals(new Read(List.of(), 0, false), read(record(new byte[] {99, 1, 2, 3})));
  }

  @Test
  void aLaterVersionIsRefusedByItsNumber() {
    byte[] later = whole.clone();
    later[RecordFormat.MAGIC.length] = 2;

    IOException refusal = assertThrows(IOException.class, () -> read(later));

    assertTrue(String.valueOf(refusal.getMessage()).endsWith("is a recording of version 2, not 1"));
  }

  /// A file with one record of this body.
  private byte[] record(byte[] body) {
    ByteBuffer file =
        ByteBuffer.allocate(RecordFormat.HEADER_BYTES + RecordFormat.PREFIX_BYTES + body.length);
    file.put(whole, 0, RecordFormat.HEADER_BYTES).putInt(body.length);
    file.putInt(RecordFormat.checksum(ByteBuffer.wrap(body), 0, body.length)).put(body);
    return file.array();
  }
}
