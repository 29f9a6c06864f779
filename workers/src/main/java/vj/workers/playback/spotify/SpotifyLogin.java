package vj.workers.playback.spotify;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// One login by a person with a browser: Authorization Code with PKCE, without any secret of an app
/// (RFC 6749 4.1, RFC 7636, RFC 8252). Not for the worker itself, which nobody sits at.
final class SpotifyLogin {

  /// To find a password in.
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private static final String SCOPES = "user-read-currently-playing user-read-playback-state";

  private final Accounts accounts;
  private final URI base;
  private final Browser browser;
  private final PrintStream out;

  /// @param accounts is the caller's
  /// @param base where people log in: `https://accounts.spotify.com`
  SpotifyLogin(Accounts accounts, URI base, Browser browser, PrintStream out) {
    this.accounts = accounts;
    this.base = base;
    this.browser = browser;
    this.out = out;
  }

  /// Shows a URL to somebody, if it can.
  @FunctionalInterface
  interface Browser {
    /// @return whether it may have been seen
    boolean open(URI uri);
  }

  /// @param port for the redirect; 0: any that is free
  /// @throws IOException with what went wrong, for people
  Token run(String clientId, int port) throws IOException, InterruptedException {
    SecureRandom random = new SecureRandom();
    Pkce pkce = Pkce.fresh(random);
    String state = Pkce.secret(random);
    try (LoginCallback callback = LoginCallback.open(port)) {
      show(page(clientId, callback.uri(), pkce, state), callback.uri());
      String code = callback.code(state, LIMIT);
      return accounts.redeem(clientId, code, callback.uri(), pkce.verifier());
    }
  }

  private URI page(String clientId, URI redirect, Pkce pkce, String state) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("client_id", clientId);
    query.put("response_type", "code");
    query.put("redirect_uri", redirect.toString());
    query.put("code_challenge_method", "S256");
    query.put("code_challenge", pkce.challenge());
    query.put("state", state);
    query.put("scope", SCOPES);
    return URI.create(base + "/authorize?" + Accounts.encoded(query));
  }

  private void show(URI page, URI redirect) {
    boolean opened = browser.open(page);
    out.println(
        opened
            ? "Log in to Spotify in the browser that opens. If none does, open this page:"
            : "Open this page in a browser on this machine and log in to Spotify:");
    out.println();
    out.println(page);
    out.println();
    out.println(
        "Waiting at %s for %d minutes; Ctrl-C gives up.".formatted(redirect, LIMIT.toMinutes()));
    out.flush();
  }
}
