package vj.workers.audio.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class VorbisSetupTest {

  private static final int PAGE_HEADER = 27;
  private static final int CHECKSUM = 22;

  @TempDir private Path folder;

  /// Decodes a file in a process that runs as the worker does. Prints why if that fails.
  static final class Decode {
    private Decode() {}

    public static void main(String[] arguments) {
      try (SampleDecoder decoder = AudioFile.open(Path.of(arguments[0]))) {
        System.out.println("frames: " + Fixtures.decode(decoder).length);
      } catch (IOException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @Test
  void aHeaderThatAsksForGigabytesDoesNotEndTheWorker() throws Exception {
    byte[] ogg = Fixtures.bytes("sine.ogg");
    int entries = setup(ogg) + 8 + 5; // mark, count, the first book's mark and dimensions
    Arrays.fill(ogg, entries, entries + 3, (byte) 0xFF);

    Path hostile = Files.write(folder.resolve("hostile.ogg"), sealed(ogg));

    assertEquals(
        "%s has a header that asks for more than 6 MB of tables".formatted(hostile),
        decodedElsewhere(hostile));
  }

  @Test
  void everySingleWrongByteOfTheHeaderIsSurvived() throws Exception {
    byte[] ogg = Fixtures.bytes("sine.ogg");
    int setup = setup(ogg);
    for (int at = setup + 7; at < setup + 1500; at++) {
      byte[] wrong = ogg.clone();
      wrong[at] = (byte) 0xFF;
      Path file = Files.write(folder.resolve("wrong.ogg"), sealed(wrong));

      decode(file);
    }
  }

  @Test
  void aHeaderAsEncodersWriteItTakesAFractionOfTheBound() throws Exception {
    byte[] ogg = Fixtures.bytes("sine.ogg");
    byte[] header = Arrays.copyOfRange(ogg, setup(ogg), ogg.length);

    long bytes = VorbisSetup.bytes(header, header.length, 2);

    assertTrue(bytes > 10_000 && bytes < VorbisSetup.MOST_BYTES / 4, bytes + " bytes");
  }

  @Test
  void aHeaderThatEndsAnywhereIsRefused() {
    byte[] ogg = Fixtures.bytes("sine.ogg");
    byte[] header = Arrays.copyOfRange(ogg, setup(ogg), ogg.length);

    for (int length = 0; length < 1000; length++) {
      int cut = length;
      assertThrows(IOException.class, () -> VorbisSetup.bytes(header, cut, 2));
    }
  }

  private static void decode(Path file) {
    try (SampleDecoder decoder = AudioFile.open(file)) {
      assertNotNull(Fixtures.decode(decoder));
    } catch (IOException e) {
      assertNotNull(e.getMessage());
    }
  }

  private static String decodedElsewhere(Path file) throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                Decode.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .start();
    String printed =
        new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertTrue(child.waitFor(10, TimeUnit.SECONDS));
    assertEquals(0, child.exitValue(), printed);
    return printed;
  }

  /// Where the setup header begins.
  private static int setup(byte[] ogg) {
    return new String(ogg, StandardCharsets.ISO_8859_1).indexOf("\u0005vorbis");
  }

  /// With every page's checksum right again.
  private static byte[] sealed(byte[] ogg) {
    for (int page = 0; page < ogg.length; ) {
      int size = PAGE_HEADER + (ogg[page + 26] & 0xFF);
      for (int i = page + PAGE_HEADER, end = page + size; i < end; i++) {
        size += ogg[i] & 0xFF;
      }
      ByteBuffer crc = ByteBuffer.wrap(ogg, page, size).slice().order(ByteOrder.LITTLE_ENDIAN);
      crc.putInt(CHECKSUM, 0);
      crc.putInt(CHECKSUM, OggChecksum.of(0, Arrays.copyOfRange(ogg, page, page + size), size));
      page += size;
    }
    return ogg;
  }
}
