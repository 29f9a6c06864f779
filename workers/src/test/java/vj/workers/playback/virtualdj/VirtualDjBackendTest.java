package vj.workers.playback.virtualdj;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vj.bus.Acceptance;
import vj.bus.worker.FixedSettings;
import vj.workers.playback.Playback;
import vj.workers.playback.RecordedReports;

/// Files and OSC together, over real files and real UDP.
@Timeout(60)
class VirtualDjBackendTest {

  @TempDir private Path folder;

  private final RecordedReports reports = new RecordedReports();
  private final VirtualDjScript script = new VirtualDjScript();
  private int port;
  private int portBack;
  private @Nullable VirtualDjBackend backend;

  @BeforeEach
  void choosePorts() throws Exception {
    port = FakeVirtualDj.unusedPort();
    portBack = FakeVirtualDj.unusedPort();
  }

  @AfterEach
  void close() {
    if (backend != null) {
      backend.close();
    }
  }

  private VirtualDjBackend start() {
    Map<String, Object> changed =
        Map.of(
            "file_path",
            folder.toString(),
            "osc_enabled",
            true,
            "osc_port",
            (long) port,
            "osc_port_back",
            (long) portBack);
    VirtualDjSettings settings =
        VirtualDjSettings.from(FixedSettings.of(VirtualDjSettings.ALL, changed));
    VirtualDjBackend started = VirtualDjBackend.of(settings, Path.of("/nowhere"), reports);
    backend = started;
    started.start();
    return started;
  }

  private void playing(String title) {
    script.set("deck/1/get_title", title);
    script.set("deck/1/get_artist", "Moby");
    script.set("deck/1/get_songlength", "200");
    script.set("deck/1/song_pos", 0.5f);
    script.set("deck/1/play", "1");
    script.set("deck/1/is_audible", "1");
  }

  private void file(String title) throws Exception {
    Files.writeString(folder.resolve("now_playing.txt"), "Moby - " + title + "\n");
  }

  private void awaitPlays(String title) throws InterruptedException {
    Playback playback = reports.nextPlay().playback();
    while (!playback.track().title().equals(title)) {
      playback = reports.nextPlay().playback();
    }
  }

  @Test
  void oscIsBelievedBeforeFiles() throws Exception {
    file("File");
    start();
    assertEquals("File", reports.nextPlayback().track().title());

    playing("Osc");
    try (FakeVirtualDj virtualDj = new FakeVirtualDj(script, port, portBack)) {
      Playback playback = reports.nextPlayback();
      assertEquals("Osc", playback.track().title());
      assertEquals(100, playback.positionSeconds(), 2);
      file("Other");
      virtualDj.set(1, "get_title", "Next");

      awaitPlays("Next");
    }
    awaitPlays("Other"); // VirtualDJ is silent, in the middle of a song
  }

  @Test
  void aVirtualDjThatStoppedAndWentIsBelieved() throws Exception {
    file("File");
    playing("Osc");
    try (FakeVirtualDj virtualDj = new FakeVirtualDj(script, port, portBack)) {
      start();
      awaitPlays("Osc");
      virtualDj.set(1, "play", "");
      virtualDj.set(1, "get_title", "");
      virtualDj.set(1, "get_artist", "");
      Awaitility.await().until(() -> reports.next() instanceof RecordedReports.Report.Stopped);
    }
    Awaitility.await().until(() -> !Boolean.TRUE.equals(osc().get("answers")));

    file("Later");

    awaitPlays("Later");
  }

  private Map<?, ?> osc() {
    Map<String, @Nullable Object> data = new HashMap<>();
    if (backend != null) {
      backend.state(data);
    }
    return data.get("osc") instanceof Map<?, ?> osc ? osc : Map.of();
  }

  @Test
  void aPortInUseIsNamedAndTriedAgain() throws Exception {
    playing("Osc");
    try (FakeVirtualDj _ = new FakeVirtualDj(script, port, portBack)) {
      try (DatagramSocket _ = new DatagramSocket(portBack, FakeVirtualDj.HERE)) {
        start();
        Awaitility.await()
            .until(() -> String.valueOf(osc().get("trouble")).contains(":" + portBack));
      }

      awaitPlays("Osc");
    }
  }

  @Test
  void whenNothingIsThereBothCuresAreNamed() throws Exception {
    start();

    String why = reports.nextTrouble();
    while (!why.contains("oscPort")) {
      why = reports.nextTrouble();
    }

    assertTrue(why.contains("file_path") && why.contains("oscPortBack to " + portBack), why);
  }

  private void startUnnamed() {
    VirtualDjSettings settings =
        new VirtualDjSettings(Locations.AUTO, true, "127.0.0.1", port, portBack);
    Locations known =
        new Locations(Locations.of(Locations.AUTO, folder, "dj").folders(), List.of());
    VirtualDjBackend started = VirtualDjBackend.of(settings, known, reports);
    backend = started;
    started.start();
  }

  @Test
  void aVirtualDjThatIsNotStartedIsNoTrouble() throws Exception {
    startUnnamed();

    String waiting = reports.nextAbsence();
    while (!waiting.contains("oscPort")) {
      waiting = reports.nextAbsence();
    }

    assertTrue(reports.trouble().isEmpty());
  }

  @Test
  void aPortThatCannotBeHadIsATrouble() throws Exception {
    try (DatagramSocket _ = new DatagramSocket(portBack, FakeVirtualDj.HERE)) {
      startUnnamed();

      Awaitility.await().until(() -> reports.trouble().orElse("").contains("free the port"));
    }
  }

  @Test
  void aSilenceShowsAlsoWhereTheFilesSayEnough() throws Exception {
    file("File");
    start();
    awaitPlays("File");

    Awaitility.await().until(() -> String.valueOf(osc().get("trouble")).contains("oscPort"));

    assertTrue(reports.trouble().isEmpty());
  }

  @Test
  void aVirtualDjIsFoundWithinASecondAndAskedEachSecond() throws Exception {
    playing("Osc");
    start();
    reports.nextTrouble();

    long before = System.nanoTime();
    try (FakeVirtualDj virtualDj = new FakeVirtualDj(script, port, portBack)) {
      awaitPlays("Osc");
      assertTrue(System.nanoTime() - before < 3_000_000_000L);
      int requests = virtualDj.requests();
      Awaitility.await().until(() -> virtualDj.requests() >= requests + 2 * 37);
    }
  }

  /// The figure goes to standard output; the bound is for machines that do other things.
  @Test
  void aPushedSongIsReportedAtOnce() throws Exception {
    playing("Osc");
    try (FakeVirtualDj virtualDj = new FakeVirtualDj(script, port, portBack)) {
      start();
      awaitPlays("Osc");
      List<Double> millis = new ArrayList<>();

      for (int song = 0; song < 50; song++) {
        long before = System.nanoTime();
        virtualDj.set(1, "get_title", "Song " + song);
        awaitPlays("Song " + song);
        millis.add((System.nanoTime() - before) / 1e6);
      }

      Collections.sort(millis);
      System.out.printf(
          "VirtualDJ's push to report, 50: median %.1f ms, worst %.1f ms%n",
          millis.get(25), millis.getLast());
      assertTrue(millis.get(25) < 150);
    }
  }

  @Test
  void understandsWhatLibloSends() throws Exception {
    Acceptance.needs("oscsend");
    start();
    reports.nextTrouble();

    for (String message :
        List.of(
            "/vdj/deck/3/get_title s Porcelain",
            "/vdj/deck/3/get_artist s Moby",
            "/vdj/deck/3/get_songlength f 241.5",
            "/vdj/deck/3/song_pos d 0.5",
            "/vdj/deck/3/volume f 0.9",
            "/vdj/deck/3/play T",
            "/vdj/deck/3/is_audible i 1")) {
      List<String> command = new ArrayList<>(List.of("oscsend", "127.0.0.1", "" + portBack));
      command.addAll(List.of(message.split(" ")));
      assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
    }

    Playback playback = reports.nextPlay().playback();
    assertEquals("Moby", playback.track().artist());
    assertEquals(241.5, playback.track().durationSeconds());
    assertEquals(122.75, playback.positionSeconds(), 3); // it was heard some seconds ago
  }

  @Test
  void withoutOscNothingIsSaidOfIt() throws Exception {
    VirtualDjSettings settings =
        new VirtualDjSettings(folder.toString(), false, "127.0.0.1", port, portBack);
    try (VirtualDjBackend files = VirtualDjBackend.of(settings, Path.of("/nowhere"), reports)) {
      files.start();
      assertTrue(reports.nextTrouble().contains("file_path"));
      file("File");

      assertEquals("File", reports.nextPlayback().track().title());
    }
  }
}
