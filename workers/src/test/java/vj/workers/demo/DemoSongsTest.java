package vj.workers.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import vj.workers.demo.DemoSongs.Song;

class DemoSongsTest {

  @Test
  void areCompleteAndFoundByTheirNames() {
    List<Song> songs = DemoSongs.all();

    assertEquals(3, songs.size());
    for (Song song : songs) {
      assertFalse(song.artist().isBlank() || song.title().isBlank());
      assertTrue(song.durationSeconds() > 60 && song.durationSeconds() < 120);
      assertEquals(song, DemoSongs.find(song.artist(), song.title()).orElseThrow());
    }
  }

  @Test
  void areNotFoundByOtherNames() {
    assertTrue(DemoSongs.find("Nobody", "Nothing").isEmpty());
  }
}
