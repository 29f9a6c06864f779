package vj.workers.lyrics;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.control.Answer;
import vj.bus.control.Json;
import vj.bus.telemetry.RecordingTelemetry.Sent;
import vj.bus.telemetry.Target;
import vj.bus.telemetry.TelemetrySender;
import vj.workers.demo.DemoSongs;
import vj.workers.lyrics.lookup.Lyrics;
import vj.workers.lyrics.lookup.Origin;
import vj.workers.lyrics.lookup.Outcome;

/// What people see of the worker, tell it, and set.
@Timeout(60)
class LyricsDeskTest {

  private final ScriptedSources sources = new ScriptedSources();
  private final LyricsRig.RootedSources opener = _ -> _ -> sources;

  @Test
  void asksNobodyWithoutBeingToldToWhenAutoFetchIsOff() throws Exception {
    try (var rig = new LyricsRig(opener, Map.of("auto_fetch", false))) {
      rig.play("Anna", "Tide");
      await().until(() -> "skipped".equals(rig.pipeline().get("lookup")));
      assertEquals(List.of(), List.copyOf(sources.asked));

      sources.known = Optional.of(ScriptedSources.found("Tide")); // as the cache then has it
      assertTrue(rig.command("fetch_lyrics", Map.of("artist", "Anna", "title", "Tide")).success());

      rig.awaitSent("/karaoke/lyrics/line [2, 3.0, Tide one]");
    }
  }

  @Test
  void answersFetchLyrics() throws Exception {
    sources.finds(
        ScriptedSources.found("Tide"),
        new Outcome.Missing(),
        new Outcome.Failed("nobody answers there", Duration.ofSeconds(5)));
    try (var rig = new LyricsRig(opener, Map.of())) {
      Map<String, ?> fields = Map.of("artist", "Anna", "title", "Tide");
      Map<String, ?> data = Objects.requireNonNull(rig.command("fetch_lyrics", fields).data());
      Answer missing = rig.command("fetch_lyrics", fields);
      Answer failed = rig.command("fetch_lyrics", fields);
      Answer empty = rig.command("fetch_lyrics", Map.of("artist", "Anna"));

      assertEquals(
          "[{index=0, time=1.0, text=Tide one}, {index=1, time=2.0, text=Tide two},"
              + " {index=2, time=3.0, text=Tide one}]",
          String.valueOf(data.get("lines")));
      assertEquals(
          "[{index=0, time=1.0, text=Tide one}, {index=2, time=3.0, text=Tide one}]",
          String.valueOf(data.get("refrain")));
      assertEquals(false, data.get("instrumental"));
      assertEquals(false, data.get("cached"));
      assertFalse(missing.success());
      assertEquals("nobody answers there", failed.message());
      assertEquals("artist and title required", empty.message());
    }
  }

  @Test
  void replacesWrongWordsByWhatFetchLyricsFinds() throws Exception {
    try (var rig = new LyricsRig(opener, Map.of())) {
      rig.play("Anna", "Tide");
      rig.awaitSent("/karaoke/lyrics/line [2, 3.0, Tide one]");

      sources.known = Optional.of(ScriptedSources.found("Right"));
      rig.command("fetch_lyrics", Map.of("artist", "Anna", "title", "Tide"));

      rig.awaitSent("/karaoke/lyrics/line [2, 3.0, Right one]");
    }
  }

  @Test
  void cutsAnAnswerThatNoFrameHasRoomFor() throws Exception {
    String line = "日".repeat(450) + "\n"; // three bytes each
    sources.finds(
        new Outcome.Found(new Lyrics("", "word\n", false), Origin.FILE),
        new Outcome.Found(new Lyrics("", line.repeat(2000), false), Origin.FILE));
    try (var rig = new LyricsRig(opener, Map.of())) {
      Map<String, ?> fields = Map.of("artist", "Anna", "title", "Tide");
      Map<String, ?> whole = Objects.requireNonNull(rig.command("fetch_lyrics", fields).data());
      Map<String, ?> cut = Objects.requireNonNull(rig.command("fetch_lyrics", fields).data());

      assertEquals(false, whole.get("truncated"));
      assertEquals(true, cut.get("truncated"));
      int bytes = Json.bytes(cut).length;
      assertTrue(bytes > 900_000 && bytes < 1_010_000, () -> bytes + " bytes");
    }
  }

  @Test
  void takesNewSettingsWhileASongPlays() throws Exception {
    try (var rig = new LyricsRig(opener, Map.of())) {
      rig.play("Anna", "Tide");
      rig.awaitSent("/karaoke/lyrics/line [2, 3.0, Tide one]");

      rig.configure("offset_ms", 500);
      rig.awaitSent("/karaoke/lyrics/line [2, 3.5, Tide one]");
      rig.configure("llm_enabled", false);
      await().until(() -> sources.closed.get() == 1);

      int port = freePort();
      rig.configure("input_port", port);
      try (var anything = new TelemetrySender(System::nanoTime)) {
        anything.targets(List.of(Target.of("127.0.0.1", port)));
        anything.start();
        await()
            .until(() -> {
              anything.send(anything.template("/karaoke/track", "isss").set(0, 1).set(3, "Dune"));
              return rig.sent().contains("/karaoke/keywords/reset [::Dune]");
            });
      }
    }
  }

  @Test
  void saysWhichPortItCannotHave() throws Exception {
    try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        var rig = new LyricsRig(opener, Map.of("input_port", taken.getLocalPort()))) {
      await()
          .until(() ->
              rig.context.events().stream()
                  .anyMatch(e -> e.startsWith("degraded: input_port " + taken.getLocalPort())));
    }
  }

  @Test
  void showsWhatItKnows() throws Exception {
    try (var rig = new LyricsRig(opener, Map.of("comfyui_enabled", true))) {
      assertNull(rig.state().get("current_track"));
      rig.play("Anna", "Tide");
      rig.command("set_position", Map.of("position", 2.5, "playing", false));
      rig.awaitSent("/karaoke/line/active [1]");
      await().until(() -> rig.pipeline().values().stream().allMatch("complete"::equals));
      await().until(() -> Objects.equals(rig.state().get("active_line"), 1L));

      Map<String, ?> state = rig.state();
      assertEquals(
          List.of(
              "detect",
              "lookup",
              "parse",
              "refrain",
              "keywords",
              "categorise",
              "analyse",
              "image",
              "send"),
          List.copyOf(rig.pipeline().keySet()));
      assertEquals(
          "{artist=Anna, title=Tide, album=, duration=180.0}",
          String.valueOf(state.get("current_track")));
      assertEquals("rehearsal", state.get("source"));
      assertEquals(2.5, state.get("position"));
      assertEquals(false, state.get("playing"));
      assertEquals("Tide two", state.get("line_text"));
      assertEquals(7L, state.get("cached_count"));
      assertTrue(String.valueOf(state.get("analysis")).contains("mood=dark"));
    }
  }

  @Test
  void playsTheDemoSongsWithoutAnyServer() throws Exception {
    Map<String, Object> settings = Map.of("lrclib_url", "demo", "llm_provider", "none");
    try (var rig = new LyricsRig(LyricsRig.servers(), settings)) {
      DemoSongs.Song song = DemoSongs.all().getFirst();
      rig.play(song.artist(), song.title());

      rig.osc.await("/karaoke/lyrics/line");
      rig.osc.await("/karaoke/refrain/line");
      rig.osc.await("/karaoke/keywords/line");
      Sent mood = rig.osc.await("/karaoke/categories/mood");

      assertFalse(mood.textAt(0).isEmpty());
      assertEquals("heuristics", rig.state().get("llm_backend"));
    }
  }

  private static int freePort() throws SocketException {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
