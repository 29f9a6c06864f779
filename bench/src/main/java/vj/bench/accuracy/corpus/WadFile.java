package vj.bench.accuracy.corpus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// The archive in which games of the Doom family keep their music: a table of named lumps.
final class WadFile {

  /// Freedoom's have under 4,000.
  private static final int MAX_LUMPS = 100_000;

  private static final int ENTRY = 16;
  private static final int NAME = 8;
  private static final byte[] MIDI = "MThd".getBytes(StandardCharsets.US_ASCII);

  private WadFile() {}

  /// The lumps that are MIDI files, by lower-case name; of two with one name, the first.
  static Map<String, byte[]> music(Path wad) throws IOException {
    byte[] bytes = Files.readAllBytes(wad);
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (file.limit() < 12) {
      throw new IOException("%s is no WAD file: %d bytes".formatted(wad, file.limit()));
    }
    int lumps = file.getInt(4);
    int table = file.getInt(8);
    if (lumps < 0
        || lumps > MAX_LUMPS
        || table < 0
        || table + (long) ENTRY * lumps > file.limit()) {
      throw new IOException("%s: %d lumps at byte %d do not fit".formatted(wad, lumps, table));
    }
    Map<String, byte[]> music = new LinkedHashMap<>();
    for (int i = 0; i < lumps; i++) {
      int entry = table + ENTRY * i;
      int from = file.getInt(entry);
      int length = file.getInt(entry + 4);
      if (from < 0 || length < 0 || from + (long) length > file.limit()) {
        throw new IOException("%s: lump %d of %d bytes does not fit".formatted(wad, i, length));
      }
      byte[] lump = Arrays.copyOfRange(bytes, from, from + length);
      if (lump.length >= MIDI.length && Arrays.equals(Arrays.copyOf(lump, MIDI.length), MIDI)) {
        music.putIfAbsent(name(bytes, entry + 8), lump);
      }
    }
    return music;
  }

  private static String name(byte[] file, int at) {
    String name = new String(file, at, NAME, StandardCharsets.ISO_8859_1);
    int end = name.indexOf('\0');
    return (end < 0 ? name : name.substring(0, end)).toLowerCase(Locale.ROOT);
  }
}
