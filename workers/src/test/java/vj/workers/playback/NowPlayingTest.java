package vj.workers.playback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vj.bus.telemetry.RecordingTelemetry;
import vj.bus.telemetry.RecordingTelemetry.Sent;

@Timeout(30)
class NowPlayingTest {

  private static final Track ONE = new Track("Nils", "Says", "Spaces", 300);
  private static final Track TWO = new Track("Moderat", "Bad Kingdom", "II", 256);

  @TempDir private Path directory;

  private final RecordingTelemetry telemetry = new RecordingTelemetry();
  private final List<Playback> sources = new ArrayList<>();
  private Air air;
  private NowPlaying nowPlaying;
  private String wanted = "auto";
  private double seconds = 1000;

  @BeforeEach
  void open() {
    air = new Air(directory);
    nowPlaying = new NowPlaying(air, new PlaybackSender(telemetry));
  }

  @AfterEach
  void close() {
    air.close();
  }

  @Test
  void saysTheTrackOnceAndItsPositionTwiceASecond() throws IOException {
    sources.add(playing("spotify", ONE, 10));

    pass(2.05);

    assertEquals(
        List.of("/karaoke/track 1 spotify Nils Says Spaces 300.0 0"), sent("/karaoke/track"));
    assertEquals(List.of("10.0 1", "10.5 1", "11.0 1", "11.5 1", "12.0 1"), positions());
  }

  @Test
  void saysPauseResumeAndSeekAtOnce() throws IOException {
    sources.add(playing("spotify", ONE, 10));
    pass(0.2);
    telemetry.clear();

    now(paused("spotify", ONE, 10.2));
    pass(0.1);
    now(playing("spotify", ONE, 10.2));
    pass(0.1);
    now(playing("spotify", ONE, 200));
    pass(0.02);

    assertEquals(List.of("10.2 0", "10.2 1", "200.0 1"), positions());
    assertEquals(List.of(), sent("/karaoke/track"));
  }

  @Test
  void goesOnSayingThePositionOfWhatHasPaused() throws IOException {
    sources.add(playing("spotify", ONE, 10));
    pass(0.1);
    now(paused("spotify", ONE, 10.1));
    telemetry.clear();

    pass(15);

    assertTrue(positions().size() >= 29, () -> "positions: " + positions().size());
    assertTrue(air.held());
  }

  @Test
  void saysTheNewTrackAtOnce() throws IOException {
    sources.add(playing("spotify", ONE, 299));
    pass(0.2);
    telemetry.clear();

    now(playing("spotify", TWO, 0));
    pass(0.01);

    assertEquals(
        List.of("/karaoke/track 1 spotify Moderat Bad Kingdom II 256.0 0"), sent("/karaoke/track"));
    assertEquals(List.of("0.0 1"), positions());
  }

  @Test
  void saysTheEndWhenPlaybackStops() throws IOException {
    sources.add(playing("spotify", ONE, 10));
    pass(0.2);
    telemetry.clear();

    sources.clear();
    pass(1);

    assertEquals(List.of("/karaoke/track 0     0.0 0"), sent("/karaoke/track"));
    assertEquals(List.of(), positions());
    assertFalse(air.held());
  }

  @Test
  void saysNoEndBetweenTwoTracks() throws IOException {
    sources.add(playing("spotify", ONE, 299));
    pass(0.2);
    telemetry.clear();

    sources.clear();
    pass(0.3);
    now(playing("spotify", TWO, 0));
    pass(0.1);

    assertEquals(
        List.of("/karaoke/track 1 spotify Moderat Bad Kingdom II 256.0 0"), sent("/karaoke/track"));
  }

  @Test
  void letsNoOtherPlayerInBetweenTwoTracks() throws IOException {
    sources.add(playing("spotify", ONE, 299));
    pass(0.2);
    sources.add(playing("mpris:firefox", TWO, 5));
    pass(0.2);
    telemetry.clear();

    sources.removeIf(each -> each.source().equals("spotify"));
    pass(0.02);
    now(playing("spotify", new Track("Nils", "Me", "Spaces", 200), 0));
    pass(1);

    assertEquals(
        List.of("/karaoke/track 1 spotify Nils Me Spaces 200.0 0"), sent("/karaoke/track"));
  }

  @Test
  void restsWhileItWaits() throws IOException {
    sources.add(playing("spotify", ONE, 10));
    pass(0.2);

    sources.clear();
    assertTrue(turns(0.5) < 20);
    sources.add(playing("spotify", new Track("", "White Label", "", 0), 0));
    assertTrue(turns(0.3) < 20);
  }

  @Test
  void saysTheEndOfWhatAKilledMonitorHadOnTheAir() throws Exception {
    try (var other = AirProcess.start(directory, "virtualdj")) {
      assertTrue(other.take());
      other.kill();
    }

    pass(4.9);
    assertEquals(List.of(), telemetry.all());
    pass(6);

    assertEquals(List.of("/karaoke/track 0     0.0 0"), sent("/karaoke/track"));
  }

  @Test
  void writesTheSourceThatItSpeaksFor() throws IOException {
    sources.add(playing("mpris:mpv", ONE, 10));
    pass(0.2);
    sources.clear();
    sources.add(playing("spotify", TWO, 0));
    pass(1);

    assertTrue(air.holder().startsWith("spotify "), air.holder());
  }

  @Test
  void goesOnAtItsPaceAfterAStandstill() throws IOException {
    sources.add(playing("spotify", ONE, 10));
    pass(0.2);
    telemetry.clear();

    seconds += 5;
    pass(0.6);

    assertEquals(2, positions().size(), () -> positions().toString());
  }

  @Test
  void takesALaterInstanceOfTheNamedPlayer() throws IOException {
    wanted = "mpris:vlc";
    sources.add(playing("mpris:vlc.instance77", ONE, 10));

    pass(0.1);

    assertEquals(1, sent("/karaoke/track").size());
  }

  @Test
  void saysNothingOfWhatWasPausedWhenItCame() throws IOException {
    sources.add(paused("spotify", ONE, 10));

    pass(1);

    assertEquals(List.of(), telemetry.all());
    assertFalse(air.held());
  }

  @Test
  void waitsAMomentForTheArtistButNotForEver() throws IOException {
    sources.add(playing("spotify", new Track("", "Says", "", 0), 0));
    pass(0.05);
    now(playing("spotify", ONE, 0.05));
    pass(0.02);
    assertEquals(
        List.of("/karaoke/track 1 spotify Nils Says Spaces 300.0 0"), sent("/karaoke/track"));
    telemetry.clear();

    now(playing("spotify", new Track("", "White Label", "", 0), 0));
    pass(0.2);

    assertEquals(List.of("/karaoke/track 1 spotify  White Label  0.0 0"), sent("/karaoke/track"));
  }

  @Test
  void isSilentWhileAnotherProcessSpeaksAndFollowsWhenItDies() throws Exception {
    try (var other = AirProcess.start(directory, "virtualdj")) {
      assertTrue(other.take());
      sources.add(playing("spotify", ONE, 10));
      pass(3);
      assertEquals(List.of(), telemetry.all());
      assertTrue(nowPlaying.shown().holder().startsWith("virtualdj "), nowPlaying.shown().holder());

      other.kill();
      long deadline = System.nanoTime() + 5_000_000_000L;
      while (!air.held() && System.nanoTime() < deadline) {
        pass(0.1);
      }

      assertEquals(1, sent("/karaoke/track").size());
    }
  }

  @Test
  void leavesTheAirToWhoWaitsOnlyAfterTenSecondsOfPause() throws Exception {
    try (var other = AirProcess.start(directory, "virtualdj")) {
      sources.add(playing("spotify", ONE, 10));
      pass(0.2);
      assertFalse(other.take());
      pass(20);
      assertTrue(air.held());

      now(paused("spotify", ONE, 30));
      pass(9.8);
      assertTrue(air.held());
      telemetry.clear();
      pass(0.6);

      assertFalse(air.held());
      assertEquals(List.of(), sent("/karaoke/track"));
      assertTrue(other.take());
    }
  }

  @Test
  void letsTheNamedSourceSpeakAndNoOther() throws IOException {
    wanted = "mpris:mpv";
    sources.add(playing("spotify", ONE, 10));
    pass(1);
    assertEquals(List.of(), telemetry.all());

    sources.add(playing("mpris:mpv", TWO, 5));
    pass(0.1);
    assertEquals(
        List.of("/karaoke/track 1 mpris:mpv Moderat Bad Kingdom II 256.0 0"),
        sent("/karaoke/track"));

    wanted = "virtualdj";
    pass(1);
    assertFalse(air.held());
  }

  @Test
  void tellsAReceiverThatSubscribesWhatTheOthersKnow() throws IOException {
    sources.add(playing("spotify", ONE, 10));
    pass(0.2);
    telemetry.clear();

    RecordingTelemetry late = telemetry.joined();
    pass(0.01);

    assertEquals(
        List.of("/karaoke/track 1 spotify Nils Says Spaces 300.0 0", "/karaoke/pos 10.2 1"),
        late.all().stream().map(NowPlayingTest::text).toList());
    assertEquals(List.of(), sent("/karaoke/track"));
  }

  @Test
  void staysWithWhoBeganFirst() throws IOException {
    sources.add(playing("spotify", ONE, 10));
    pass(0.5);
    sources.add(playing("mpris:mpv", TWO, 5));
    pass(5);
    assertEquals(1, sent("/karaoke/track").size());

    now(paused("spotify", ONE, 15));
    pass(9.9);
    assertEquals(1, sent("/karaoke/track").size());
    pass(0.5);

    assertEquals(
        "/karaoke/track 1 mpris:mpv Moderat Bad Kingdom II 256.0 0",
        sent("/karaoke/track").getLast());
  }

  private void now(Playback playback) {
    sources.removeIf(each -> each.source().equals(playback.source()));
    sources.add(playback);
  }

  /// Turns 100 times a second.
  private void pass(double duration) throws IOException {
    double end = seconds + duration;
    while (seconds < end - 1e-9) {
      nowPlaying.turn(List.copyOf(sources), wanted, nanos());
      seconds += 0.01;
    }
  }

  /// How often it wants to be woken while nothing is reported.
  private int turns(double duration) throws IOException {
    double end = seconds + duration;
    int turns = 0;
    for (; seconds < end; turns++) {
      nowPlaying.turn(List.copyOf(sources), wanted, nanos());
      seconds += nowPlaying.pauseNanos(nanos()) / 1e9;
    }
    return turns;
  }

  private long nanos() {
    return Math.round(seconds * 1e9);
  }

  private Playback playing(String source, Track track, double position) {
    return new Playback(source, track, position, 1, true, nanos());
  }

  private Playback paused(String source, Track track, double position) {
    return new Playback(source, track, position, 1, false, nanos());
  }

  private List<String> positions() {
    return telemetry.all().stream()
        .filter(each -> each.address().equals("/karaoke/pos"))
        .map(each -> "%.1f %d".formatted(each.floatAt(0), each.intAt(1)))
        .toList();
  }

  private List<String> sent(String address) {
    return telemetry.all().stream()
        .filter(each -> each.address().equals(address))
        .map(NowPlayingTest::text)
        .toList();
  }

  private static String text(Sent sent) {
    return sent.address()
        + " "
        + String.join(
            " ", Arrays.stream(sent.arguments().toArray()).map(Object::toString).toList());
  }
}
