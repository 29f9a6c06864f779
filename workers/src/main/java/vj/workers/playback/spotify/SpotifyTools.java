package vj.workers.playback.spotify;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Json;
import vj.bus.status.FaultText;
import vj.bus.worker.ExitCode;
import vj.bus.worker.SettingsException;
import vj.bus.worker.WorkerTool;
import vj.workers.http.Http;
import vj.workers.playback.spotify.SpotifyLogin.Browser;

/// `vj-worker spotify --login`, `--logout` and `--login-status`: what a person does about the login
/// that the worker uses. A running worker sees the outcome by itself.
public final class SpotifyTools {

  private static final String LOGIN = "--login";
  private static final String LOGIN_USAGE = "[--port N] [--client-id ID] [--no-browser]";
  private static final String STATUS = "--login-status";

  private static final Browser NO_BROWSER = _ -> false;

  private final TokenFile tokens;
  private final Browser desktop;
  private final SettingsSource settings;
  private final InstantSource clock;

  SpotifyTools(TokenFile tokens, Browser desktop, SettingsSource settings, InstantSource clock) {
    this.tokens = tokens;
    this.desktop = desktop;
    this.settings = settings;
    this.clock = clock;
  }

  /// @param environment where programs are found
  /// @param settings as the worker itself would see them
  public static List<WorkerTool> all(
      TokenFile tokens, Map<String, String> environment, SettingsSource settings) {
    SpotifyTools tools =
        new SpotifyTools(tokens, new DesktopBrowser(environment), settings, InstantSource.system());
    return List.of(
        new WorkerTool(LOGIN, LOGIN_USAGE, tools::login),
        new WorkerTool("--logout", "", tools::logout),
        new WorkerTool(STATUS, "[--json]", tools::status));
  }

  /// Reads the worker's configuration.
  @FunctionalInterface
  public interface SettingsSource {
    SpotifyWebSettings load() throws SettingsException;
  }

  private record Wish(int port, String clientId, boolean browser) {}

  ExitCode login(List<String> arguments, PrintStream out, PrintStream err) {
    Optional<Wish> wish = wish(new ArrayList<>(arguments));
    if (wish.isEmpty()) {
      return usage(LOGIN + " takes " + LOGIN_USAGE, arguments, err);
    }
    try {
      return login(wish.get(), settings.load(), out, err);
    } catch (SettingsException e) {
      e.problems().forEach(problem -> err.println(problem.text()));
      return ExitCode.CONFIGURATION;
    } catch (IOException e) {
      err.println("not logged in: " + FaultText.of(e));
      return ExitCode.INTERNAL;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return ExitCode.INTERNAL;
    }
  }

  private ExitCode login(Wish wish, SpotifyWebSettings found, PrintStream out, PrintStream err)
      throws IOException, InterruptedException {
    String clientId = wish.clientId().isEmpty() ? found.clientId() : wish.clientId();
    if (clientId.isEmpty()) {
      err.println(
          """
          client_id is not set. Make an app at https://developer.spotify.com/dashboard with the redirect \
          URI http://127.0.0.1/callback, then: vj config set spotify client_id=ID\
          """);
      return ExitCode.CONFIGURATION;
    }
    try (Http http = Http.open(WebBackend.USER_AGENT, Redirect.NEVER)) {
      Accounts accounts = new Accounts(http, found.accounts(), clock);
      Browser browser = wish.browser() ? desktop : NO_BROWSER;
      Token token =
          new SpotifyLogin(accounts, found.accounts(), browser, out).run(clientId, wish.port());
      tokens.alone(() -> write(token));
      out.println(
          "Logged in, until about %s. The login is in %s"
              .formatted(day(token.loginEnds()), tokens.path()));
      return ExitCode.OK;
    }
  }

  private Token write(Token token) throws IOException {
    tokens.write(token);
    return token;
  }

  private static Optional<Wish> wish(List<String> left) {
    int port = 0;
    String clientId = "";
    boolean browser = true;
    while (!left.isEmpty()) {
      String word = left.removeFirst();
      if (word.equals("--no-browser")) {
        browser = false;
      } else if (word.equals("--port") && !left.isEmpty() && isPort(left.getFirst())) {
        port = Integer.parseInt(left.removeFirst());
      } else if (word.equals("--client-id") && !left.isEmpty() && !left.getFirst().isBlank()) {
        clientId = left.removeFirst().strip();
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(new Wish(port, clientId, browser));
  }

  private static boolean isPort(String text) {
    return text.matches("\\d{1,5}") && Integer.parseInt(text) <= 65535;
  }

  ExitCode logout(List<String> arguments, PrintStream out, PrintStream err) {
    if (!arguments.isEmpty()) {
      return usage("--logout takes nothing", arguments, err);
    }
    try {
      boolean deleted = tokens.alone(tokens::delete);
      out.println(
          deleted
              ? "Logged out. To withdraw the permission itself:"
                  + " https://www.spotify.com/account/apps"
              : "Nobody was logged in.");
      return ExitCode.OK;
    } catch (IOException e) {
      err.println(FaultText.of(e));
      return ExitCode.INTERNAL;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return ExitCode.INTERNAL;
    }
  }

  /// Fails when nobody is logged in, or the login is known to be of no use; asks nobody else.
  ExitCode status(List<String> arguments, PrintStream out, PrintStream err) {
    boolean json = arguments.equals(List.of("--json"));
    if (!arguments.isEmpty() && !json) {
      return usage(STATUS + " takes --json or nothing", arguments, err);
    }
    try {
      Optional<Token> token = tokens.read();
      Optional<String> lack = lack(token);
      if (json) {
        out.println(new String(Json.bytes(described(token, lack)), StandardCharsets.UTF_8));
      } else {
        out.println(lack.or(() -> token.map(SpotifyTools::text)).orElse(""));
      }
      return lack.isEmpty() ? ExitCode.OK : ExitCode.INTERNAL;
    } catch (IOException e) {
      err.println(FaultText.of(e));
      return ExitCode.INTERNAL;
    }
  }

  /// Why the worker could do nothing with the login; empty if that is not known.
  private Optional<String> lack(Optional<Token> token) throws IOException {
    if (token.isEmpty()) {
      return Optional.of(LoginNeeded.never().text());
    }
    Instant ends = token.get().loginEnds();
    return clock.instant().isBefore(ends)
        ? tokens.refusal()
        : Optional.of(new LoginNeeded("the login to Spotify ended on " + day(ends)).text());
  }

  private static String text(Token token) {
    return "logged in since %s, until about %s, with the app %s"
        .formatted(day(token.loggedIn()), day(token.loginEnds()), token.clientId());
  }

  private Map<String, @Nullable Object> described(Optional<Token> token, Optional<String> lack) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("logged_in", lack.isEmpty());
    data.put("problem", lack.orElse(null));
    data.put("file", tokens.path().toString());
    data.put("client_id", token.map(Token::clientId).orElse(null));
    data.put("logged_in_at", token.map(it -> it.loggedIn().toString()).orElse(null));
    data.put("login_ends_at", token.map(it -> it.loginEnds().toString()).orElse(null));
    data.put("access_token_expires_at", token.map(it -> it.expires().toString()).orElse(null));
    return data;
  }

  private static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneId.systemDefault());
  }

  private static ExitCode usage(String takes, List<String> arguments, PrintStream err) {
    err.println("%s, not \"%s\"".formatted(takes, String.join(" ", arguments)));
    return ExitCode.USAGE;
  }
}
