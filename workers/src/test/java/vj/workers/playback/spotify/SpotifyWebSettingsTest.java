package vj.workers.playback.spotify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vj.bus.worker.FixedSettings;

final class SpotifyWebSettingsTest {

  @Test
  void isSpotifyUnlessToldOtherwise() {
    SpotifyWebSettings settings = of(Map.of());

    assertEquals(URI.create("https://api.spotify.com"), settings.api());
    assertEquals(URI.create("https://accounts.spotify.com"), settings.accounts());
    assertEquals(Duration.ofSeconds(2), settings.pollInterval());
    assertEquals("", settings.clientId());
  }

  @Test
  void takesAnotherServerWithOrWithoutASlashAtTheEnd() {
    SpotifyWebSettings settings =
        of(Map.of("api_url", "https://proxy.example/spotify/", "accounts_url", "http://[::1]:80"));

    assertEquals(URI.create("https://proxy.example/spotify"), settings.api());
    assertEquals(URI.create("http://[::1]:80"), settings.accounts());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "api.spotify.com",
        "http://api.spotify.com",
        "http://127.0.0.1.example.com",
        "ftp://127.0.0.1",
        "https:///v1",
        "https://a b",
        "https://api.spotify.com?a=b"
      })
  void refusesWhatWouldCarryTokensInTheClearOrNowhere(String url) {
    assertThrows(IllegalArgumentException.class, () -> of(Map.of("api_url", url)));
  }

  @Test
  void refusesToAskTooOften() {
    assertThrows(IllegalArgumentException.class, () -> of(Map.of("poll_interval", 0.1)));
    assertEquals(Duration.ofMillis(500), of(Map.of("poll_interval", 0.5)).pollInterval());
  }

  private static SpotifyWebSettings of(Map<String, ?> changed) {
    return SpotifyWebSettings.from(FixedSettings.of(SpotifyWebSettings.ALL, changed));
  }
}
