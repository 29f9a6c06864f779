package vj.workers.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.workers.audio.SampleRing.Stream;

@Timeout(20)
class SampleRingTest {

  private final SampleRing ring = new SampleRing(new SampleClock());

  @Test
  void handsOnWhatWasWrittenAcrossTheEndOfTheRing() {
    ring.begin(44_100, 1);
    float[] chunk = new float[1000];
    float[] hop = new float[333];
    int wrote = 0;
    int read = 0;

    while (wrote < 3 * SampleRing.CAPACITY) {
      for (int i = 0; i < chunk.length; i++) {
        chunk[i] = wrote++;
      }
      ring.write(chunk, chunk.length, 0);
      while (ring.take(hop, ring.stream())) {
        for (float sample : hop) {
          assertEquals(read++, sample);
        }
      }
    }

    assertEquals(0, ring.overruns());
  }

  @Test
  void dropsTheOldestWhenTheReaderIsTooSlowAndCountsIt() {
    ring.begin(44_100, 1);
    float[] chunk = new float[1000];
    for (int wrote = 0; wrote < SampleRing.CAPACITY + 50_000; ) {
      for (int i = 0; i < chunk.length; i++) {
        chunk[i] = wrote++;
      }
      ring.write(chunk, chunk.length, 0);
    }
    float[] hop = new float[256];

    assertTrue(ring.take(hop, ring.stream()));

    assertEquals(ring.overruns(), (long) hop[0]);
    assertEquals((long) hop[0] + 256, ring.taken());
    assertTrue(ring.overruns() >= 50_000);
  }

  @Test
  void keepsStreamsApart() {
    ring.begin(44_100, 1);
    Stream first = ring.stream();
    ring.write(new float[] {1, 1, 1}, 3, 0);
    ring.begin(48_000, 1);
    ring.write(new float[] {2, 2}, 2, 0);
    float[] hop = new float[2];

    assertFalse(ring.take(hop, first));
    assertTrue(ring.take(hop, ring.stream()));

    assertArrayEquals(new float[] {2, 2}, hop);
    assertEquals(5, ring.taken());
  }

  @Test
  void neverGivesAReaderSamplesOutOfOrderWhateverTheSpeeds() throws Exception {
    ring.begin(44_100, 1);
    Stream stream = ring.stream();
    int chunks = 40_000;
    Thread writer =
        Thread.ofPlatform()
            .start(() -> {
              float[] chunk = new float[128];
              for (int n = 0; n < chunks; n++) {
                java.util.Arrays.fill(chunk, n);
                ring.write(chunk, chunk.length, 0);
              }
            });
    float[] hop = new float[128];

    while (writer.isAlive()) {
      if (ring.take(hop, stream)) {
        long from = ring.taken() - hop.length;
        for (int i = 0; i < hop.length; i++) {
          assertEquals((from + i) / 128, (long) hop[i]);
        }
      }
    }

    writer.join();
  }
}
