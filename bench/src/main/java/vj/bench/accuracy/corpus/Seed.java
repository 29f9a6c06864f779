package vj.bench.accuracy.corpus;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;

/// Dice that fall the same way for the same name, on every machine.
final class Seed {

  private Seed() {}

  static Random of(String name) {
    CRC32 crc = new CRC32();
    crc.update(name.getBytes(StandardCharsets.UTF_8));
    return new Random(crc.getValue());
  }
}
