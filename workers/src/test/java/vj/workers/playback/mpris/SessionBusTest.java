package vj.workers.playback.mpris;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SessionBusTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "unix:path=/run/user/1000/bus|/run/user/1000/bus",
        "unix:path=/tmp/a,guid=0123|/tmp/a",
        "unix:guid=0123,path=/tmp/a|/tmp/a",
        "unix:abstract=/tmp/x;unix:path=/tmp/b|/tmp/b",
        "tcp:host=localhost;unix:runtime=yes|/run/me/bus",
        "unix:path=/tmp/with%20space%2C|/tmp/with space,",
        "unix:path=/tmp/100%|/tmp/100%"
      })
  void readsTheAddress(String address, String expected) throws Exception {
    Map<String, String> environment =
        Map.of("DBUS_SESSION_BUS_ADDRESS", address, "XDG_RUNTIME_DIR", "/run/me");

    assertEquals(Path.of(expected), SessionBus.socket(environment));
  }

  @Test
  void withoutAnAddressItIsWhereSystemdMakesIt() throws Exception {
    assertEquals(Path.of("/run/me/bus"), SessionBus.socket(Map.of("XDG_RUNTIME_DIR", "/run/me")));
  }

  @Test
  void saysWhatToDoWhereThereIsNone() {
    IOException none = assertThrows(IOException.class, () -> SessionBus.socket(Map.of()));

    assertTrue(String.valueOf(none.getMessage()).contains("desktop session"), none.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"unix:abstract=/tmp/x", "tcp:host=localhost", ":", "unix:path=\0", "%"})
  void anAddressThatCannotBeUsedIsNotReplacedByAnother(String address) {
    Map<String, String> environment =
        Map.of("DBUS_SESSION_BUS_ADDRESS", address, "XDG_RUNTIME_DIR", "/run/me");

    IOException refused = assertThrows(IOException.class, () -> SessionBus.socket(environment));

    assertTrue(String.valueOf(refused.getMessage()).contains(address), refused.getMessage());
  }
}
