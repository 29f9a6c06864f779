package vj.workers.playback;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class AirTest {

  @TempDir private Path directory;

  @Test
  void belongsToOneProcessAtATime() throws Exception {
    try (var air = new Air(directory);
        var other = AirProcess.start(directory, "virtualdj")) {
      assertTrue(air.take("spotify"));

      assertFalse(other.take());
      air.release();
      assertTrue(other.take());

      assertFalse(air.take("spotify"));
    }
  }

  @Test
  void saysWhoHasIt() throws Exception {
    try (var air = new Air(directory);
        var other = AirProcess.start(directory, "virtualdj")) {
      assertEquals("", air.holder());

      other.take();
      assertTrue(air.holder().matches("virtualdj \\d+"), air.holder());
      other.release();

      assertEquals("", air.holder());
    }
  }

  @Test
  void isFreeWhenItsHolderIsKilled() throws Exception {
    try (var air = new Air(directory);
        var other = AirProcess.start(directory, "virtualdj")) {
      assertTrue(other.take());
      assertFalse(air.take("spotify"));

      other.kill();

      await().until(() -> air.take("spotify"));
    }
  }

  @Test
  void showsItsHolderThatSomebodyWaits() throws Exception {
    try (var air = new Air(directory);
        var other = AirProcess.start(directory, "virtualdj")) {
      air.take("spotify");
      assertFalse(air.wanted());

      assertFalse(other.take());
      assertTrue(air.wanted());
      other.release();

      assertFalse(air.wanted());
      assertTrue(air.held());
    }
  }

  @Test
  void noLongerShowsOneThatWaitedAndGotIt() throws Exception {
    try (var air = new Air(directory);
        var other = AirProcess.start(directory, "virtualdj")) {
      other.take();
      assertFalse(air.take("spotify"));
      other.release();

      assertTrue(air.take("spotify"));

      assertFalse(air.wanted());
    }
  }

  @Test
  void isLostWithItsFile() throws Exception {
    try (var air = new Air(directory);
        var other = AirProcess.start(directory, "virtualdj")) {
      air.take("spotify");
      assertTrue(air.stillThere());

      Files.delete(directory.resolve(Air.FILE));

      assertFalse(air.stillThere());
      assertTrue(other.take());
      assertFalse(air.take("spotify"));
    }
  }
}
