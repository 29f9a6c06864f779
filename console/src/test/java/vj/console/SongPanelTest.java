package vj.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import vj.bus.telemetry.OscMessage;
import vj.bus.telemetry.OscMessage.TimeTag;

final class SongPanelTest {

  private static final long SECOND = 1_000_000_000;

  private final SongListener listener = new SongListener();
  private final SongPanel panel = new SongPanel(new Paint(false));
  private long now = SECOND;

  @Test
  void showsWhatIsSung() {
    hear("/karaoke/track", 1, "spotify", "Nils", "Says", "Spaces", 300f, 0);
    hear("/karaoke/lyrics/reset");
    hear("/karaoke/lyrics/line", 0, 1f, "First");
    hear("/karaoke/lyrics/line", 1, 4f, "Second");
    hear("/karaoke/categories/mood", "calm");
    hear("/karaoke/pos", 61f, 1);
    hear("/karaoke/line/active", 0);
    hear("/karaoke/keywords/active", 0, "FIRST");
    now += 2 * SECOND;

    assertEquals(
        List.of(
            "now        Nils - Says  1:03 / 5:00  spotify",
            "words      First",
            "next       Second",
            "mood       calm  FIRST"),
        panel.lines(listener.song(now)));
    assertEquals("  Nils - Says: First", panel.line(listener.song(now)));
  }

  @Test
  void stopsTheClockInAPause() {
    hear("/karaoke/track", 1, "spotify", "Nils", "Says", "", 0f, 0);
    hear("/karaoke/pos", 61f, 0);
    now += 20 * SECOND;

    assertEquals("now        Nils - Says  1:01  paused  spotify", first());
  }

  @Test
  void showsNothingAfterTheEnd() {
    hear("/karaoke/track", 1, "spotify", "Nils", "Says", "", 0f, 0);
    hear("/karaoke/track", 0, "", "", "", "", 0f, 0);

    assertEquals("now        nothing plays", first());
    assertEquals("", panel.line(listener.song(now)));
  }

  @Test
  void forgetsTheWordsOfTheSongBefore() {
    hear("/karaoke/track", 1, "spotify", "Nils", "Says", "", 0f, 0);
    hear("/karaoke/lyrics/line", 0, 1f, "First");
    hear("/karaoke/line/active", 0);

    hear("/karaoke/lyrics/reset");

    assertEquals("words      ", panel.lines(listener.song(now)).get(1));
  }

  @Test
  void printsNoControlCharactersOfATitle() {
    hear("/karaoke/track", 1, "spotify", "Nils", "Sa\u001b[2Jys", "", 0f, 0);

    assertEquals("now        Nils - Sa\\x1b[2Jys  0:00  paused  spotify", first());
  }

  private String first() {
    return panel.lines(listener.song(now)).getFirst();
  }

  private void hear(String address, Object... arguments) {
    listener.received(
        new OscMessage(address, "", Arrays.asList(arguments)),
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 9000),
        TimeTag.IMMEDIATELY,
        now);
  }
}
