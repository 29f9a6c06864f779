package vj.workers.lyrics;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.workers.lyrics.analysis.Analysed;
import vj.workers.lyrics.analysis.Category;
import vj.workers.lyrics.input.FakeMonitor;
import vj.workers.lyrics.input.Song;
import vj.workers.lyrics.lookup.Lyrics;
import vj.workers.lyrics.lookup.Origin;
import vj.workers.lyrics.lookup.Outcome;

@Timeout(60)
class LyricsWorkerTest {

  private final ScriptedSources sources = new ScriptedSources();
  private final LyricsRig.RootedSources opener = _ -> _ -> sources;

  @Test
  void showsTheWordsAndTheMoodOfTheSongThatAMonitorPlays() throws Exception {
    try (var rig = new LyricsRig(opener, Map.of());
        var monitor = new FakeMonitor(rig.directory, "spotify_monitor")) {
      monitor.playing(new Song("spotify", "Anna", "Tide", "Sea", 180), 1.5);

      rig.awaitSent("/karaoke/keywords/line [2, 3.0, TIDE]");
      rig.awaitSent("/karaoke/categories/mood [dark]");
      rig.awaitSent("/karaoke/line/active [0]");
      rig.awaitSent("/karaoke/line/active [2]");
      await().until(() -> "complete".equals(rig.pipeline().get("send")));

      List<String> sent = rig.sentFor("Anna::Tide");
      assertTrue(rig.sent().contains("/karaoke/track [1, spotify, Anna, Tide, Sea, 180.0, 1]"));
      assertTrue(sent.contains("/karaoke/categories/dark [0.9]"));
      assertTrue(sent.contains("/karaoke/analysis/energy [0.75]"));
      assertTrue(sent.contains("/karaoke/analysis/valence [-0.5]"));
      assertTrue(sent.contains("/karaoke/analysis/themes [night, sea]"));
      assertTrue(sent.contains("/karaoke/refrain/active [1, Tide one]"));
    }
  }

  @Test
  void activatesLinesOnTimeInRealTime() throws Exception {
    StringBuilder lrc = new StringBuilder();
    for (int line = 1; line <= 20; line++) {
      lrc.append("[00:0%.2f]line%n".formatted(line * 0.2));
    }
    sources.known =
        Optional.of(new Outcome.Found(new Lyrics(lrc.toString(), "", false), Origin.CACHE));
    try (var rig = new LyricsRig(opener, Map.of("llm_enabled", false))) {
      rig.play("Anna", "Tide");
      rig.awaitSent("/karaoke/lyrics/line [19, 4.0, line]");
      rig.command("set_position", Map.of("position", 0.0));
      long begun = System.nanoTime();

      List<Long> late = new ArrayList<>();
      for (int line = 0; line < 20; line++) {
        int wanted = line;
        rig.osc.await(
            "line " + line,
            sent -> sent.address().equals("/karaoke/line/active") && sent.intAt(0) == wanted,
            Duration.ofSeconds(5));
        late.add((System.nanoTime() - begun) / 1_000_000 - (line + 1) * 200L);
      }

      assertTrue(late.stream().allMatch(millis -> millis >= -5 && millis <= 50), late::toString);
    }
  }

  @Test
  void twoHundredSongsInARushLeaveOnlyTheLastOne() throws Exception {
    sources.hangs = true;
    try (var rig = new LyricsRig(opener, Map.of());
        var monitor = new FakeMonitor(rig.directory, "virtualdj_monitor")) {
      await().until(() -> Objects.equals(rig.state().get("monitors"), 1L));
      for (int song = 1; song < 200; song++) {
        String title = "Song" + song;
        monitor.announce(new Song("virtualdj", "DJ", title, "", 0));
        if (song % 10 == 0) {
          rig.awaitSent("/karaoke/keywords/reset [DJ::%s]".formatted(title));
        }
        if (song == 100) { // one that is looked up already
          await().until(() -> sources.asking.get() == 1);
        }
      }
      sources.hangs = false;
      monitor.announce(new Song("virtualdj", "DJ", "Song200", "", 0));
      rig.awaitSent("/karaoke/lyrics/line [2, 3.0, Song200 one]");
      rig.awaitSent("/karaoke/categories/mood [dark]");

      assertEquals(
          List.of("find Song100", "find Song200", "analyse Song200"), List.copyOf(sources.asked));
      assertEquals(0, sources.asking.get());
      assertTrue(
          rig.sent().stream()
              .filter(sent -> sent.startsWith("/karaoke/lyrics/line"))
              .allMatch(sent -> sent.contains("Song200")));
      await().until(() -> LyricsRig.songThreads() == 0);
    }
  }

  @Test
  void looksAgainUntilThereIsAnAnswer() throws Exception {
    sources.finds(
        new Outcome.Failed("no such host, or no network", Duration.ofMillis(300)),
        new Outcome.Failed("no such host, or no network", Duration.ofMillis(50)));
    try (var rig = new LyricsRig(opener, Map.of())) {
      rig.play("Anna", "Tide");
      await()
          .until(() ->
              rig.context.events().contains("degraded: no words: no such host, or no network"));
      assertNull(rig.state().get("has_lyrics"));

      rig.awaitSent("/karaoke/lyrics/line [2, 3.0, Tide one]");
      await().until(() -> rig.context.events().getLast().equals("recovered"));
      assertEquals(true, rig.state().get("has_lyrics"));
    }
  }

  @Test
  void asksTheModelAgainWhenItWasDown() throws Exception {
    sources.judges(
        ScriptedSources.instead(Category.SAD, Instant.now().plusMillis(600)),
        new Analysed.ByModel(ScriptedSources.analysis(Category.HAPPY, "")));
    try (var rig = new LyricsRig(opener, Map.of())) {
      rig.play("Anna", "Tide");
      rig.awaitSent("/karaoke/categories/mood [sad]");
      assertEquals(false, rig.state().get("llm_available"));

      rig.awaitSent("/karaoke/categories/mood [happy]");
      await().until(() -> Objects.equals(rig.state().get("llm_available"), true));
      assertEquals("test", rig.state().get("llm_backend"));
    }
  }

  @Test
  void saysThatASongHasNoWords() throws Exception {
    sources.finds(
        new Outcome.Missing(),
        new Outcome.Found(new Lyrics("", "", true), Origin.EXACT),
        new Outcome.Found(new Lyrics("", "only plain\nwords", false), Origin.EXACT));
    try (var rig = new LyricsRig(opener, Map.of())) {
      for (String title : List.of("Missing", "Instrumental", "Plain")) {
        rig.play("Anna", title);
        rig.awaitSent("/karaoke/track [1, rehearsal, Anna, %s, , 180.0, 0]".formatted(title));
      }

      rig.awaitSent("/karaoke/categories/mood [dark]"); // plain words have a mood
      assertEquals(1, sources.asked.stream().filter(a -> a.startsWith("analyse")).count());
      assertEquals("skipped", rig.pipeline().get("send"));
    }
  }

  @Test
  void paintsOnlyWhenAskedTo() throws Exception {
    try (var rig = new LyricsRig(opener, Map.of("comfyui_enabled", true))) {
      rig.play("Anna", "Tide");
      rig.awaitSent("/karaoke/image/path [/tmp/Tide.png]");

      rig.configure("comfyui_enabled", false);
      rig.play("Ben", "Dune");
      await().until(() -> "skipped".equals(rig.pipeline().get("image")));

      assertTrue(rig.sentFor("Ben::Dune").contains("/karaoke/image/clear []"));
      assertEquals(1, sources.asked.stream().filter(a -> a.startsWith("paint")).count());
    }
  }

  @Test
  void asksNobodyForTheMoodWhenItIsOff() throws Exception {
    try (var rig = new LyricsRig(opener, Map.of("categorization_enabled", false))) {
      rig.play("Anna", "Tide");
      await().until(() -> "complete".equals(rig.pipeline().get("send")));

      await().until(() -> "skipped".equals(rig.pipeline().get("analyse")));
      assertEquals(List.of("find Tide"), List.copyOf(sources.asked));
      assertFalse(rig.sent().toString().contains("/karaoke/categories/dark"));
    }
  }

  @Test
  void outlivesAStepThatBreaks() throws Exception {
    sources.breaks = true;
    try (var rig = new LyricsRig(opener, Map.of())) {
      rig.play("Anna", "Tide");
      await().until(() -> "error".equals(rig.pipeline().get("lookup")));

      sources.breaks = false;
      rig.play("Ben", "Dune");
      rig.awaitSent("/karaoke/lyrics/line [2, 3.0, Dune one]");
    }
  }

  @Test
  void isReadyWhateverHangs() throws Exception {
    sources.hangs = true;
    long begun = System.nanoTime();
    try (var rig = new LyricsRig(opener, Map.of())) {
      assertTrue(System.nanoTime() - begun < 500_000_000L);

      rig.play("Anna", "Tide");
      await().until(() -> sources.asking.get() == 1);
      long turns = rig.context.progress.get();
      await().until(() -> rig.context.progress.get() > turns);
    }
    await().until(() -> sources.asking.get() == 0);
  }
}
