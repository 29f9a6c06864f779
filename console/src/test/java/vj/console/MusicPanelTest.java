package vj.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vj.bus.telemetry.OscMessage;
import vj.bus.telemetry.OscMessage.TimeTag;

final class MusicPanelTest {

  private static final long MILLI = 1_000_000;

  private final MusicListener listener = new MusicListener();

  private void receive(long nanos, String address, Object... arguments) {
    List<@Nullable Object> list = new ArrayList<>(List.of(arguments));
    listener.received(
        new OscMessage(address, "", list), new InetSocketAddress(1), TimeTag.IMMEDIATELY, nanos);
  }

  @Test
  void drawsBarsInEighthsOfACell() {
    MusicPanel panel = new MusicPanel(new Paint(false), true);

    assertEquals("·".repeat(40), panel.bar(0));
    assertEquals("█".repeat(40), panel.bar(7f));
    assertEquals("█".repeat(20) + "▌" + "·".repeat(19), panel.bar(20.5f / 40));
    assertEquals(40, Columns.width(panel.bar(0.777f)));
  }

  @Test
  void drawsInAsciiWhereThereIsNothingElse() {
    List<String> lines = new MusicPanel(new Paint(false), false).lines(listener.music(0), 0);

    assertTrue(String.join("", lines).chars().allMatch(c -> c < 128), lines::toString);
  }

  @Test
  void showsTempoBeatAndStructure() {
    receive(1, "/audio/levels", 0.5f);
    receive(1, "/audio/bpm", 128f, 0.9f);
    receive(1, "/audio/phase", 0f, 0.5f, 2);
    receive(1, "/audio/beat", 1, 0.7f);
    receive(1, "/audio/structure", 1, 0, 0.25f, 0.5f);
    receive(1, "/audio/onset", 0, 1f);

    List<String> lines = new MusicPanel(new Paint(false), true).lines(listener.music(2), 2);

    assertEquals("tempo      128.0 BPM (90 % sure)   ○ ○ ● ○ ", lines.get(9));
    assertEquals("structure  BUILD-UP  drop   energy +0.25   brightness 0.50", lines.get(10));
    assertEquals("onset      LOW  mid  high", lines.get(11));
  }

  @Test
  void countsTheFramesOfASecond() {
    for (int frame = 0; frame <= 61; frame++) {
      receive(5_000 * MILLI + frame * 50L * MILLI / 3, "/audio/levels", 0.5f);
    }

    assertEquals(60, listener.music(6_020 * MILLI).framesPerSecond(), 1.5);
  }

  @Test
  void showsNothingOnceNothingArrives() {
    receive(1, "/audio/levels", 0.5f);
    receive(1, "/audio/bpm", 128f, 0.9f);

    assertEquals(0.5f, listener.music(1_000 * MILLI).levels().getFirst());
    Music later = listener.music(1_002 * MILLI);
    assertEquals(Music.NOTHING, later);
    assertEquals("nothing arrives", new MusicPanel(new Paint(false), true).line(later));
  }

  @Test
  void survivesMessagesThatAreNotWhatTheyShouldBe() {
    receive(1, "/audio/levels");
    receive(1, "/audio/levels", "loud", 3);
    receive(1, "/audio/onset", -1, 1f);
    receive(1, "/audio/onset", 99, 1f);
    receive(1, "/audio/phase", 0f, 0f, Integer.MAX_VALUE);
    receive(1, "/something/else", new byte[] {1});

    List<String> lines = new MusicPanel(new Paint(true), true).lines(listener.music(2), 2);

    assertEquals(12, lines.size());
  }
}
