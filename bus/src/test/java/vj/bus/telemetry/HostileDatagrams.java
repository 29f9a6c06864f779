package vj.bus.telemetry;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/// Random bytes, and good datagrams with something changed; the same ones for the same seed.
public final class HostileDatagrams {

  private static final List<byte[]> GOOD =
      List.of(
          hex("2f6f7363696c6c61746f722f342f6672657175656e6379002c66000043dc0000"),
          hex("2f666f6f000000002c69697366660000000003e8ffffffff68656c6c6f0000003f9df3b640b5b22d"),
          hex("2f6100002c62545b4e495d000000000301020300"),
          hex(
              "2362756e646c6500000000000000000100000010"
                  + "2f6100002c66000043dc00002f620000"
                  + "0000001c2362756e646c65000000000000000001000000082f6100002c000000"));

  private final Random random;

  public HostileDatagrams(long seed) {
    random = new Random(seed);
  }

  public byte[] next() {
    byte[] bytes = GOOD.get(random.nextInt(GOOD.size())).clone();
    switch (random.nextInt(6)) {
      case 0 -> {
        bytes = new byte[random.nextInt(96)];
        random.nextBytes(bytes);
      }
      case 1 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
      case 2 -> bytes = Arrays.copyOf(bytes, bytes.length + 4 * random.nextInt(4));
      case 3 -> bytes[0] = (byte) (random.nextBoolean() ? '/' : '#');
      default -> {}
    }
    for (int flips = random.nextInt(4); flips > 0 && bytes.length > 0; flips--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
