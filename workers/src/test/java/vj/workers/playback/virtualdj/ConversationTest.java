package vj.workers.playback.virtualdj;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.telemetry.OscMessage;
import vj.bus.telemetry.RecordingTelemetry;
import vj.bus.telemetry.RecordingTelemetry.Sent;
import vj.workers.playback.Backend.Reports;
import vj.workers.playback.Playback;
import vj.workers.playback.Track;

/// With VirtualDJ's side played by a [VirtualDjScript], and time by hand.
@Timeout(30)
class ConversationTest {

  private static final long MILLI = 1_000_000;
  private static final int STEP_MILLIS = 10;

  private final VirtualDjScript virtualDj = new VirtualDjScript();
  private final RecordingTelemetry telemetry = new RecordingTelemetry();
  private final List<String> said = new ArrayList<>();
  private final List<Playback> played = new ArrayList<>();
  private long now = 77 * MILLI;
  private boolean running = true;

  private final Conversation conversation =
      new Conversation(new DeckRequests(telemetry), new Notes(), "silence", now);

  /// Says each thing once, as a text.
  private final class Notes implements Reports {
    @Override
    public void plays(Playback playback) {
      played.add(playback);
      note((playback.playing() ? "plays " : "holds ") + playback.track().title());
    }

    @Override
    public void stopped(String source) {
      note("stopped");
    }

    @Override
    public void trouble(String why) {
      note(why);
    }

    @Override
    public void well() {
      note("well");
    }

    private void note(String text) {
      if (said.isEmpty() || !said.getLast().equals(text)) {
        said.add(text);
      }
    }
  }

  private void pass(int millis) {
    for (int passed = 0; passed < millis; passed += STEP_MILLIS) {
      now += STEP_MILLIS * MILLI;
      virtualDj.advance(STEP_MILLIS / 1000.0);
      turn();
    }
  }

  private void turn() {
    conversation.turn(now);
    for (List<Sent> sent = telemetry.all(); !sent.isEmpty(); sent = telemetry.all()) {
      telemetry.clear();
      if (running) {
        sent.forEach(request -> virtualDj.asked(request.address()).ifPresent(this::hear));
      }
    }
  }

  private void hear(OscMessage message) {
    DeckAnswer.of(message).ifPresent(answer -> conversation.hear(answer, now));
  }

  private void set(int deck, String verb, Object value) {
    virtualDj.set("deck/%d/%s".formatted(deck, verb), value).ifPresent(this::hear);
  }

  private void load(int deck, String artist, String title) {
    set(deck, "get_title", title);
    set(deck, "get_artist", artist);
    set(deck, "get_songlength", "200");
    set(deck, "song_pos", 0f);
    pass(300);
  }

  private void play(int deck) {
    set(deck, "play", "1");
    set(deck, "is_audible", "1");
  }

  private void stop(int deck) {
    set(deck, "play", "");
    set(deck, "is_audible", "");
  }

  private void onAir(int deck, String title) {
    load(deck, "Artist", title);
    play(deck);
    pass(1000);
  }

  private Playback latest() {
    return played.getLast();
  }

  @Test
  void saysOnceThatNobodyAnswersAndGoesOnAsking() {
    running = false;

    pass(20_000);
    assertEquals(List.of("silence"), said);
    running = true;
    onAir(1, "One");

    assertEquals(List.of("silence", "well", "stopped", "plays One"), said);
  }

  @Test
  void aLoadedDeckIsNobodysBusinessUntilItPlays() {
    pass(500);
    load(1, "Artist", "One");
    pass(5000);

    assertEquals(List.of("well", "stopped"), said);
  }

  @Test
  void knowsAllAboutADeckThatPlayedBefore() {
    set(2, "get_title", "Two");
    set(2, "get_artist", "Artist");
    set(2, "get_album", "Album");
    set(2, "get_songlength", "200");
    set(2, "get_bpm", "126.5");
    set(2, "song_pos", 0.25f);
    play(2);

    pass(400);

    assertEquals(List.of("well", "plays Two"), said);
    assertEquals(new Track("Artist", "Two", "Album", 200), latest().track());
    assertEquals(50, latest().positionAt(now), 0.5);
    assertEquals(Map.of("answers", true, "deck", 2L, "bpm", 126.5), conversation.shown());
  }

  @Test
  void theNextSongOfADeckIsToldWholeAndSoon() {
    onAir(1, "One");
    said.clear();

    set(1, "get_title", "Next");
    set(1, "get_artist", "Somebody");
    set(1, "song_pos", 0f);
    pass(160);

    assertEquals(List.of("plays Next"), said);
    assertEquals("Somebody", latest().track().artist());
    assertEquals(0.1, latest().positionAt(now), 0.1);
  }

  @Test
  void aPauseIsToldAtOnceAndStandsWhereItIs() {
    onAir(1, "One");
    pass(4500);
    said.clear();

    stop(1);
    pass(20);
    double position = latest().positionAt(now);
    pass(5000);

    assertEquals(List.of("holds One"), said);
    assertEquals(5.5, position, 0.1);
    assertEquals(position, latest().positionAt(now), 0.02);
  }

  @Test
  void theSpeedOfADeckIsMeasured() {
    virtualDj.tempo(1, 1.08);
    onAir(1, "One");

    pass(12_000);

    assertEquals(1.08, latest().rate(), 0.005);
    assertEquals(13 * 1.08, latest().positionAt(now), 0.05);
  }

  @Test
  void anUnchangedTempoIsExactlyOne() {
    onAir(1, "One");

    pass(30_000);

    assertEquals(1.0, latest().rate());
  }

  @Test
  void aSeekIsFollowedWithoutAnotherSpeed() {
    onAir(1, "One");
    pass(10_000);

    set(1, "song_pos", 0.75f);
    pass(1100);

    assertEquals(151.1, latest().positionAt(now), 0.2);
    assertEquals(1.0, latest().rate());
  }

  @Test
  void aMovingPositionSaysThatADeckPlaysWhateverTheFlagSays() {
    load(1, "Artist", "One");
    set(1, "is_audible", "1");
    for (int second = 0; second < 5; second++) {
      set(1, "song_pos", second / 200f);
      pass(1000);
    }

    assertTrue(said.contains("plays One"), said::toString);
  }

  @Test
  void aStandingPositionSaysThatADeckDoesNot() {
    onAir(1, "One");
    virtualDj.tempo(1, 0); // the platter is held, the motor is on
    pass(6000);

    assertEquals("holds One", said.getLast());
  }

  @Test
  void aCrossfadeChangesOnceAndWhenTheOtherIsClearlyLouder() {
    onAir(1, "One");
    virtualDj.set("crossfader", 0f);
    load(2, "Artist", "Two");
    play(2);
    pass(2000);
    said.clear();

    for (int percent = 0; percent <= 100; percent++) {
      virtualDj.set("crossfader", percent / 100f).ifPresent(this::hear);
      if (percent == 50) {
        assertEquals(List.of("plays One"), said);
      }
      pass(80);
    }
    stop(1);
    pass(2000);

    assertEquals(List.of("plays One", "plays Two"), said);
  }

  @Test
  void cuttingBetweenTwoDecksDoesNotFlap() {
    onAir(1, "One");
    load(2, "Artist", "Two");
    play(2);
    pass(1000);
    said.clear();

    for (int cut = 0; cut < 20; cut++) {
      set(1, "is_audible", cut % 2 == 0 ? "" : "1");
      set(2, "is_audible", cut % 2 == 0 ? "1" : "");
      pass(300);
    }

    assertEquals(List.of("plays One"), said);
  }

  @Test
  void aDeckThatStopsLeavesTheAirToTheOtherAtOnce() {
    onAir(1, "One");
    load(2, "Artist", "Two");
    play(2);
    pass(100);
    said.clear();

    stop(1);
    pass(50);

    assertEquals("plays Two", said.getLast());
  }

  @Test
  void aDeckInTheHeadphonesIsNotOnAir() {
    onAir(1, "One");
    load(2, "Artist", "Two");
    set(2, "play", "1");
    pass(5000);

    assertFalse(said.contains("plays Two"), said::toString);
  }

  @Test
  void loadingAnotherSongOnTheDeckThatHasStoppedIsAStop() {
    onAir(1, "One");
    stop(1);
    pass(1000);
    said.clear();

    load(1, "Artist", "Next");
    assertEquals(List.of("stopped"), said.subList(said.size() - 1, said.size()));
    play(1);
    pass(50);

    assertEquals("plays Next", said.getLast());
  }

  @Test
  void unloadingIsAStop() {
    onAir(1, "One");
    stop(1);
    set(1, "get_title", "");
    set(1, "get_artist", "");
    pass(1000);

    assertEquals("stopped", said.getLast());
  }

  @Test
  void aVirtualDjThatWasRestartedIsSubscribedAgain() {
    onAir(1, "One");
    running = false;
    pass(6000);
    assertEquals("silence", said.getLast());

    virtualDj.forget();
    running = true;
    pass(6000);
    set(1, "get_title", "Pushed");
    pass(170);

    assertEquals("plays Pushed", said.getLast());
  }

  @Test
  void valuesComeInEveryForm() {
    for (Object off : new Object[] {"", "0", "false", "off", 0, 0f, false}) {
      assertFalse(new DeckAnswer(1, "play", off).flag(), String.valueOf(off));
    }
    for (Object on : new Object[] {"1", "true", "on", "1.0", 1, 1f, 1.0, true, 5L}) {
      assertTrue(new DeckAnswer(1, "play", on).flag(), String.valueOf(on));
    }
    assertFalse(new DeckAnswer(1, "play", null).flag());
    assertEquals(Optional.of(0.5), new DeckAnswer(1, "volume", "50%").number());
    assertEquals(Optional.of(0.5), new DeckAnswer(1, "volume", 0.5f).number());
    assertEquals(Optional.empty(), new DeckAnswer(1, "volume", "loud").number());
    assertEquals(Optional.empty(), new DeckAnswer(1, "volume", Float.NaN).number());
    assertEquals("1999", new DeckAnswer(1, "get_title", 1999f).text());
    assertEquals("", new DeckAnswer(1, "get_title", null).text());
  }

  @Test
  void messagesOfOthersAreNoAnswers() {
    for (String address :
        List.of(
            "/",
            "/vdj",
            "/audio/level",
            "/vdj/deck/1",
            "/vdj/deck/9/play",
            "/vdj/deck/x/play",
            "/vdj/deck/-1/play",
            "/vdj/deck//play",
            "/deck/1/play",
            "/a/b/c/d/e/f/g/h/i/j/k/l")) {
      Optional<DeckAnswer> answer = DeckAnswer.of(new OscMessage(address, "s", List.of("1")));

      assertTrue(answer.isEmpty() || answer.get().deck() == 0, address);
    }
  }

  @Test
  void garbageNeitherEndsItNorIsBelieved() {
    onAir(1, "One");
    Random random = new Random(3);
    Object[] values = {"", "1", "NaN", "-1", 1e30f, Float.NaN, -5, "x".repeat(9000), true};
    String[] verbs = {"get_songlength", "song_pos", "get_bpm", "volume", "nonsense", ""};

    for (int message = 0; message < 20_000; message++) {
      String verb = verbs[random.nextInt(verbs.length)];
      Object value = values[random.nextInt(values.length)];
      hear(
          new OscMessage(
              "/vdj/deck/%d/%s".formatted(random.nextInt(6), verb), "s", List.of(value)));
      turn();
    }

    assertTrue(played.stream().allMatch(one -> one.positionAt(now) < 1e6 && one.rate() < 4));
    assertEquals("One", latest().track().title());
  }
}
