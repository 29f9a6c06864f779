package vj.workers.lyrics.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiKeyTest {

  private static final Map<String, String> VARIABLE = Map.of("OPENAI_API_KEY", "sk-secret");

  @TempDir Path state;

  private void file(String content, String permissions) throws IOException {
    Path file = state.resolve("openai-key");
    Files.writeString(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  @Test
  void comesFromAFileOfItsOwnersAlone() throws IOException {
    file("sk-of-the-file\n", "rw-------");

    OpenAiKey key = OpenAiKey.read(Map.of(), state);

    assertEquals(
        Map.of("Authorization", "Bearer sk-of-the-file"),
        key.headers(URI.create("https://api.openai.com")));
  }

  @Test
  void refusesAFileThatOthersCanReadWithoutSayingTheKey() throws IOException {
    file("sk-of-the-file", "rw-r-----");

    IOException refused = assertThrows(IOException.class, () -> OpenAiKey.read(Map.of(), state));

    assertTrue(refused.toString().contains("chmod 600"), refused::toString);
    assertFalse(refused.toString().contains("sk-of"), refused::toString);
  }

  @Test
  void isNoneWhereNothingIs() throws IOException {
    assertFalse(OpenAiKey.read(Map.of("OPENAI_API_KEY", " "), state).isSet());
  }

  @Test
  void refusesWhatWouldBeAnotherHeader() {
    assertThrows(
        IOException.class,
        () -> OpenAiKey.read(Map.of("OPENAI_API_KEY", "sk\r\nX-Evil: 1"), state));
  }

  @Test
  void isNeverPrinted() throws IOException {
    assertEquals("a key", OpenAiKey.read(VARIABLE, state).toString());
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.openai.com, true",
    "http://127.0.0.1:1234, true",
    "http://localhost:8080/v1, true",
    "http://[::1]:1234, true",
    "http://192.168.1.5:1234, false",
    "http://127.0.0.1.evil.example, false"
  })
  void isNotSentOverANetworkThatCouldReadIt(URI server, boolean sent) throws IOException {
    assertEquals(sent, !OpenAiKey.read(VARIABLE, state).headers(server).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:1234, http://127.0.0.1:1234",
    "http://127.0.0.1:1234/, http://127.0.0.1:1234",
    "http://127.0.0.1:1234/v1, http://127.0.0.1:1234",
    "http://127.0.0.1:1234/v1/, http://127.0.0.1:1234",
    "https://proxy.example/openai/v1, https://proxy.example/openai",
    "'', https://api.openai.com"
  })
  void addressesMayHaveTheirVersionOrNot(String configured, URI base) {
    assertEquals(base, OpenAi.base(URI.create(configured)));
  }
}
