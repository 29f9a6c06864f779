package vj.workers.playback;

import java.util.List;
import java.util.concurrent.TimeUnit;
import vj.workers.demo.DemoSongs;
import vj.workers.demo.DemoSongs.Song;

/// Plays the demo's songs one after another, for ever, as if a player did. Makes no sound.
final class DemoBackend implements Backend {

  private static final String SOURCE = "demo";

  private final Reports reports;
  private final List<Song> songs;
  private final Thread thread = Thread.ofPlatform().name("demo").daemon().unstarted(this::run);

  DemoBackend(Reports reports) {
    this(reports, DemoSongs.all());
  }

  DemoBackend(Reports reports, List<Song> songs) {
    this.reports = reports;
    this.songs = List.copyOf(songs);
  }

  @Override
  public String name() {
    return SOURCE;
  }

  @Override
  public void start() {
    thread.start();
  }

  private void run() {
    try {
      while (true) {
        for (Song song : songs) {
          play(song);
        }
      }
    } catch (InterruptedException _) {
      reports.stopped(SOURCE);
    }
  }

  private void play(Song song) throws InterruptedException {
    var track = new Track(song.artist(), song.title(), song.album(), song.durationSeconds());
    reports.plays(new Playback(SOURCE, track, 0, 1, true, System.nanoTime()));
    TimeUnit.MILLISECONDS.sleep(Math.round(song.durationSeconds() * 1000));
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
