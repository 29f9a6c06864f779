package vj.workers.playback.spotify;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import vj.workers.playback.Backend.Reports;
import vj.workers.playback.Playback;

/// Keeps what a backend says, in order.
final class RecordingReports implements Reports {

  private final List<String> said = new CopyOnWriteArrayList<>();
  private final List<Playback> played = new CopyOnWriteArrayList<>();

  @Override
  public void plays(Playback playback) {
    played.add(playback);
    said.add("plays " + playback.track().title());
  }

  @Override
  public void stopped(String source) {
    said.add("stopped " + source);
  }

  @Override
  public void trouble(String why) {
    said.add("trouble " + why);
  }

  @Override
  public void well() {
    said.add("well");
  }

  List<String> said() {
    return List.copyOf(said);
  }

  boolean has(String beginning) {
    return said.stream().anyMatch(line -> line.startsWith(beginning));
  }

  long count(String beginning) {
    return said.stream().filter(line -> line.startsWith(beginning)).count();
  }

  String last() {
    return said.isEmpty() ? "" : said.getLast();
  }

  Playback lastPlayed() {
    return played.getLast();
  }
}
