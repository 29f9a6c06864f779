package vj.workers.playback;

import java.util.List;
import java.util.concurrent.TimeUnit;
import vj.workers.demo.DemoSongs;
import vj.workers.demo.DemoSongs.Song;

/// Plays the demo's songs one after another, for ever, as if a player did. Makes no sound.
final class DemoBackend implements Backend {

  private static final String SOURCE = "demo";

  private final Reports reports;
  private final BackendThread thread;

  DemoBackend(Reports reports) {
    this.reports = reports;
    this.thread = new BackendThread(SOURCE, this::run);
  }

  @Override
  public String name() {
    return SOURCE;
  }

  @Override
  public void start() {
    thread.start();
  }

  private void run() throws InterruptedException {
    List<Song> songs = DemoSongs.all();
    while (true) {
      for (Song song : songs) {
        play(song);
      }
    }
  }

  private void play(Song song) throws InterruptedException {
    var track = new Track(song.artist(), song.title(), song.album(), song.durationSeconds());
    reports.plays(new Playback(SOURCE, track, 0, 1, true, System.nanoTime()));
    TimeUnit.MILLISECONDS.sleep(Math.round(song.durationSeconds() * 1000));
  }

  @Override
  public void close() {
    thread.close();
  }
}
