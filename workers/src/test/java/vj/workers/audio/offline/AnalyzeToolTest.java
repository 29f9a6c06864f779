package vj.workers.audio.offline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import vj.bus.control.Json;
import vj.bus.worker.ExitCode;

@Timeout(60)
final class AnalyzeToolTest {

  private static final int RATE = 44_100;

  @TempDir Path folder;

  private record Outcome(ExitCode code, String out, String err) {}

  @Test
  void printsASummaryForPeople() throws Exception {
    Path track = track("track.wav", 16);

    Outcome outcome = run(track.toString());

    assertEquals(ExitCode.OK, outcome.code(), outcome.err());
    List<String> lines = outcome.out().lines().toList();
    assertEquals("track.wav, WAV (44100 Hz, 2 channels), 0:16", lines.getFirst());
    assertTrue(lines.get(2).matches("tempo +1(19\\.\\d|20\\.\\d) BPM"), lines.get(2));
    assertTrue(lines.get(4).matches("onsets +\\d{2,3} a minute \\(low .*\\)"), lines.get(4));
    assertTrue(outcome.out().contains("loudness   -"), outcome.out());
    assertTrue(lines.getLast().matches("analysed +in .* times as fast as it plays"));
  }

  @Test
  void writesEverythingAsJson() throws Exception {
    Path track = track("track.wav", 12);
    Path json = folder.resolve("track.json");

    Outcome outcome = run(track.toString(), "--json", json.toString());

    assertEquals(new Outcome(ExitCode.OK, "", ""), outcome);
    Map<String, @Nullable Object> found = Json.object(Files.readString(json), "json");
    assertEquals(12 * RATE / 256 + 1, list(found, "f0").size(), 1);
    assertTrue(list(found, "bpm_curve").size() >= 12);
    assertEquals(list(found, "onsets").size(), list(found, "onsets_emit").size());
    List<Double> beats = list(found, "beats").stream().map(t -> (Double) t).toList();
    assertTrue(beats.size() > 12, beats::toString);
    for (double beat : beats.subList(beats.size() - 6, beats.size())) {
      assertEquals(0, beat * 2 - Math.rint(beat * 2), 0.1, beats::toString);
    }
    assertTrue(found.keySet().containsAll(List.of("downbeats", "drops", "buildups", "cpu_s")));
  }

  @Test
  void drawsAPictureThatIsXmlWhateverTheFileIsCalled() throws Exception {
    Path track = track("a<&\"\u0007b.wav", 12);
    Path svg = folder.resolve("track.svg");

    Outcome outcome = run(track.toString(), "--plot", svg.toString());

    assertEquals(ExitCode.OK, outcome.code(), outcome.err());
    Element root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(svg.toFile())
            .getDocumentElement();
    assertEquals("svg", root.getTagName());
    assertTrue(root.getTextContent().contains("a<&\"\uFFFDb.wav, WAV"), root.getTextContent());
    assertTrue(root.getElementsByTagName("path").getLength() > 10);
  }

  @Test
  void namesWhatIsWrongWithAFileAndKeepsTheOldResult() throws Exception {
    Path json = Files.writeString(folder.resolve("old.json"), "{}");
    Path empty = Files.createFile(folder.resolve("empty.wav"));
    Path text = Files.writeString(folder.resolve("notes.mp3"), "not music at all");
    Path cut = folder.resolve("cut.wav");
    Files.write(cut, java.util.Arrays.copyOf(Files.readAllBytes(track("t.wav", 1)), 30));
    Path missing = folder.resolve("missing.wav");

    for (Path bad : List.of(empty, text, cut, missing, folder)) {
      Outcome outcome = run(bad.toString(), "--json", json.toString());

      assertEquals(ExitCode.INTERNAL, outcome.code());
      assertEquals(1, outcome.err().lines().count(), outcome.err());
      assertTrue(outcome.err().contains(bad.toString()), outcome.err());
    }
    assertEquals("{}", Files.readString(json));
    try (var files = Files.list(folder)) {
      assertFalse(files.anyMatch(file -> file.toString().endsWith(".new")));
    }
  }

  @Test
  void saysAtOnceWhereItCannotWrite() throws Exception {
    Path track = track("track.wav", 1);
    Path nowhere = folder.resolve("no/such/folder/x.json");

    Outcome outcome = run(track.toString(), "--json", nowhere.toString());

    assertEquals(ExitCode.INTERNAL, outcome.code());
    assertTrue(outcome.err().contains("no such file or directory"), outcome.err());
  }

  @Test
  void neverOverwritesTheTrack() throws Exception {
    Path track = track("track.wav", 1);
    byte[] before = Files.readAllBytes(track);

    Outcome outcome = run(track.toString(), "--plot", folder + "/./track.wav");

    assertEquals(ExitCode.INTERNAL, outcome.code());
    assertEquals(List.of(before.length), List.of((int) Files.size(track)));
    assertTrue(outcome.err().contains("is the file to analyse"), outcome.err());
  }

  @Test
  void refusesOtherCommandLines() {
    List<List<String>> wrong =
        List.of(
            List.of(),
            List.of("--json"),
            List.of("a", "b"),
            List.of("a", "--json"),
            List.of("--plot", "x"));
    for (List<String> arguments : wrong) {
      assertEquals(ExitCode.USAGE, run(arguments.toArray(new String[0])).code());
    }
  }

  private static Outcome run(String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    ExitCode code =
        AnalyzeTool.run(
            List.of(arguments),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Outcome(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static List<?> list(Map<String, @Nullable Object> found, String key) {
    return found.get(key) instanceof List<?> list ? list : List.of();
  }

  /// A thump twice a second and a hiss between, in stereo.
  private Path track(String name, int seconds) throws IOException {
    var random = new Random(1);
    byte[] pcm = new byte[seconds * RATE * 4];
    for (int i = 0; i < seconds * RATE; i++) {
      double sinceThump = (double) (i % (RATE / 2)) / RATE;
      double sinceHiss = (double) ((i + RATE / 4) % (RATE / 2)) / RATE;
      double thump = Math.sin(2 * Math.PI * 60 * sinceThump) * Math.exp(-12 * sinceThump);
      double hiss = 0.2 * random.nextGaussian() * Math.exp(-60 * sinceHiss);
      short value = (short) (20_000 * Math.clamp(0.8 * thump + hiss, -1, 1));
      for (int channel = 0; channel < 2; channel++) {
        pcm[4 * i + 2 * channel] = (byte) value;
        pcm[4 * i + 2 * channel + 1] = (byte) (value >> 8);
      }
    }
    Path file = folder.resolve(name);
    var format = new AudioFormat(RATE, 16, 2, true, false);
    try (var stream = new AudioInputStream(new ByteArrayInputStream(pcm), format, pcm.length / 4)) {
      AudioSystem.write(stream, AudioFileFormat.Type.WAVE, file.toFile());
    }
    return file;
  }
}
