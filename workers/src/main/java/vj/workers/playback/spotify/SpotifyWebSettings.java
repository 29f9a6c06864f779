package vj.workers.playback.spotify;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vj.bus.worker.Setting;
import vj.bus.worker.Setting.Refusal;
import vj.bus.worker.Settings;

/// The settings of the Web API.
///
/// @param clientId of the app that its user has registered with Spotify; may be empty
/// @param api where the player is asked
/// @param accounts where logins and tokens come from
/// @param pollInterval the longest time between two questions while something plays
public record SpotifyWebSettings(String clientId, URI api, URI accounts, Duration pollInterval) {

  /// No secret: the login proves itself by PKCE.
  public static final Setting<String> CLIENT_ID =
      Setting.text("client_id", "", "the client ID of your app at developer.spotify.com/dashboard");

  public static final Setting<URI> API_URL = url("api_url", "https://api.spotify.com");

  public static final Setting<URI> ACCOUNTS_URL =
      url("accounts_url", "https://accounts.spotify.com");

  /// Seconds.
  public static final Setting<Double> POLL_INTERVAL =
      Setting.decimal("poll_interval", 2.0, 0.5, 30);

  public static final List<Setting<?>> ALL =
      List.of(CLIENT_ID, API_URL, ACCOUNTS_URL, POLL_INTERVAL);

  private static final String URL_TAKES = "an https:// URL, or http:// on this machine";

  /// Tokens must not cross a network in the clear.
  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");

  public static SpotifyWebSettings from(Settings settings) {
    return new SpotifyWebSettings(
        settings.get(CLIENT_ID).strip(),
        settings.get(API_URL),
        settings.get(ACCOUNTS_URL),
        Duration.ofMillis(Math.round(settings.get(POLL_INTERVAL) * 1000)));
  }

  private static Setting<URI> url(String name, String fallback) {
    return Setting.of(
        name,
        URI.create(fallback),
        URL_TAKES,
        value -> server(Setting.text(value, URL_TAKES)),
        URI::toString);
  }

  private static URI server(String text) throws Refusal {
    try {
      URI uri = new URI(text.strip().replaceFirst("/+$", ""));
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      boolean safe =
          scheme.equals("https") || (scheme.equals("http") && isThisMachine(uri.getHost()));
      if (!safe || uri.getHost() == null || uri.getQuery() != null || uri.getFragment() != null) {
        throw new Refusal(URL_TAKES);
      }
      return uri;
    } catch (URISyntaxException _) {
      throw new Refusal(URL_TAKES);
    }
  }

  private static boolean isThisMachine(@Nullable String host) {
    return host != null && THIS_MACHINE.contains(host.toLowerCase(Locale.ROOT));
  }
}
