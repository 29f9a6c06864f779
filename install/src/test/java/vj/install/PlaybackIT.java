package vj.install;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.Acceptance;

/// The installed monitors and the lyrics worker as units: a real player on the session bus, the
/// files of VirtualDJ, one of them on the air, and the words that go with it.
@Timeout(120)
final class PlaybackIT {

  private static final Duration SOON = Duration.ofSeconds(15);

  private static SystemdContainer container;

  @BeforeAll
  static void install() throws Exception {
    Acceptance.needs("mpv", "playerctl");
    container = SystemdContainer.boot();
    container.run("/checkout/install/install.sh --no-enable");
    container.run(
        """
        mkdir -p music Documents/VirtualDJ/History .local/share/vj/lyrics
        for title in One Two; do
          sox -n -r 44100 -c 1 -b 16 tone.wav synth 300 sine 220 gain -20
          ffmpeg -loglevel error -y -i tone.wav -metadata artist=Band -metadata title=$title music/$title.flac
        done
        printf '[00:00.50]Hello\\n[00:02.00]World\\n' >'.local/share/vj/lyrics/Band - One.lrc'
        """);
  }

  @AfterAll
  static void end() {
    if (container != null) {
      container.close();
    }
  }

  @AfterEach
  void clean() throws Exception {
    container.run(
        """
        systemctl --user stop vj-spotify vj-virtualdj vj-lyrics player 2>/dev/null || true
        systemctl --user reset-failed || true
        rm -f Documents/VirtualDJ/History/*\
        """);
  }

  @Test
  void seesARealPlayerAndFollowsIt() throws Exception {
    container.run("systemctl --user start vj-spotify");
    play();
    onAir("spotify", "Band - One");

    container.run("playerctl -p mpv next");
    onAir("spotify", "Band - Two");

    container.run("playerctl -p mpv pause");
    await().atMost(SOON).until(() -> source().contains("on the air, paused"));
  }

  @Test
  void hearsOfWhatVirtualDjWrites() throws Exception {
    container.run("systemctl --user start vj-virtualdj");

    container.run("printf 'Duo - Song' >Documents/VirtualDJ/History/now_playing.txt");

    onAir("virtualdj", "Duo - Song");
  }

  @Test
  void letsOneSpeakAndTheOtherWhenItIsStopped() throws Exception {
    bothPlay();

    container.run("systemctl --user stop vj-spotify");

    onAir("virtualdj", "Duo - Song");
  }

  @Test
  void letsTheOtherSpeakWhenOneIsKilled() throws Exception {
    bothPlay();

    container.run("systemctl --user kill --signal=KILL vj-spotify");

    onAir("virtualdj", "Duo - Song");
    waits("spotify");
  }

  /// Both monitors see a player; that of `vj-spotify` was first.
  private static void bothPlay() throws Exception {
    container.run("systemctl --user start vj-spotify vj-virtualdj");
    play();
    onAir("spotify", "Band - One");
    container.run("printf 'Duo - Song' >Documents/VirtualDJ/History/now_playing.txt");
    waits("virtualdj");
  }

  private static void waits(String monitor) {
    await()
        .atMost(SOON)
        .until(() -> source().lines().anyMatch(l -> l.matches(monitor + ".*waits for the air.*")));
  }

  @Test
  void showsTheWordsOfWhatPlays() throws Exception {
    container.run("systemctl --user start vj-spotify vj-lyrics");
    container.run("timeout 20 oscdump -L 9000 >heard.txt & sleep 0.5");
    play();

    await()
        .atMost(SOON)
        .until(() -> container.run("cat heard.txt").contains("/karaoke/line/active i 1"));
    String heard = container.run("cat heard.txt");
    assertTrue(heard.contains("/karaoke/track issssfi 1 \"mpris:mpv\" \"Band\" \"One\""), heard);
    assertTrue(heard.contains("/karaoke/lyrics/line ifs 1 2.000000 \"World\""), heard);
    assertTrue(heard.contains("\"One\" \"\" 300.000000 1"), heard);
  }

  @Test
  void startsWithoutANetworkAndWithoutAPlayer() throws Exception {
    container.run("systemctl --user start vj-spotify vj-virtualdj vj-lyrics");

    for (String unit : new String[] {"vj-spotify", "vj-virtualdj", "vj-lyrics"}) {
      assertEquals("active", container.show("ActiveState", unit));
      assertEquals("0", container.show("NRestarts", unit));
    }
  }

  /// A player without a window or a sound card, on the user's own session bus.
  private static void play() throws Exception {
    container.run(
        "systemd-run --user --unit player --collect --quiet mpv --no-config --vo=null --ao=null"
            + " --no-terminal --script=/usr/lib/mpv-mpris/mpris.so"
            + " /home/vj/music/One.flac /home/vj/music/Two.flac");
  }

  private static void onAir(String monitor, String what) {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(300))
        .until(() ->
            source()
                .lines()
                .anyMatch(line ->
                    line.startsWith(monitor)
                        && line.contains("  on the air  ")
                        && line.contains(what)));
  }

  private static String source() throws Exception {
    return container.run("vj source");
  }
}
