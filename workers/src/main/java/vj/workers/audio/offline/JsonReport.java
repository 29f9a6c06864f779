package vj.workers.audio.offline;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import vj.workers.audio.analysis.Features;

/// Everything that was found, as JSON: `beats`, `beats_emit`, `downbeats`, `onsets`, `onsets_emit`,
/// `drops` as lists of seconds, `buildups` as `[from, to]`, `bpm_curve` as `[seconds, bpm]`, `f0`
/// as `[seconds, hertz]` for each hop (0 = none, `f0_emit` says that these are times of sending),
/// and `cpu_s`.
///
/// The pitch is written while the file is analysed, since of all this it alone would not fit into a
/// small heap. One thread.
public final class JsonReport implements FileAnalysis.Follower {

  private final Writer out;
  private final StringBuilder line = new StringBuilder(64);
  private boolean first = true;

  JsonReport(Writer out) throws IOException {
    this.out = out;
    out.write("{\"f0\":[");
  }

  /// Analyses a file and writes what was found.
  public static void write(Path file, Path json) throws IOException {
    try (NewFile target = NewFile.create(json)) {
      var report = new JsonReport(target.writer());
      report.end(FileAnalysis.of(file, report));
      target.complete();
    }
  }

  @Override
  public void hop(double seconds, Features features) throws IOException {
    pair(seconds, features.pitchHz, 3);
  }

  private void pair(double a, double b, int decimals) throws IOException {
    line.setLength(0);
    line.append(first ? "[" : ",\n[");
    Numbers.append(line, a, 4).append(',');
    out.append(Numbers.append(line, b, decimals).append(']'));
    first = false;
  }

  void end(Findings found) throws IOException {
    out.write("],\n\"f0_emit\":true");
    times("beats", found.beats);
    times("beats_emit", found.beats);
    times("downbeats", found.downbeats);
    times("onsets", found.onsets);
    times("onsets_emit", found.onsetsSent);
    times("drops", found.drops);
    begin("buildups");
    for (int i = 0; i + 1 < found.buildUps.size(); i += 2) {
      pair(found.buildUps.at(i), found.buildUps.at(i + 1), 4);
    }
    out.write(']');
    begin("bpm_curve");
    for (int i = 0; i < found.tempos.size(); i++) {
      pair(found.tempoAt.at(i), found.tempos.at(i), 3);
    }
    line.setLength(0);
    Numbers.append(line.append("],\n\"cpu_s\":"), found.cpuSeconds(), 4).append("}\n");
    out.append(line);
  }

  private void begin(String key) throws IOException {
    out.write(",\n\"" + key + "\":[");
    first = true;
  }

  private void times(String key, Doubles seconds) throws IOException {
    begin(key);
    for (int i = 0; i < seconds.size(); i++) {
      line.setLength(0);
      line.append(i > 0 ? "," : "");
      out.append(Numbers.append(line, seconds.at(i), 4));
    }
    out.write(']');
  }
}
