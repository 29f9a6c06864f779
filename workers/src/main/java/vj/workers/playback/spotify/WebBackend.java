package vj.workers.playback.spotify;

import java.net.http.HttpClient.Redirect;
import java.time.InstantSource;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import vj.bus.worker.Version;
import vj.workers.http.Http;
import vj.workers.playback.Backend;
import vj.workers.playback.BackendThread;
import vj.workers.playback.spotify.Poller.Desk;
import vj.workers.playback.spotify.TokenFile.Stamp;

/// What a user's Spotify plays on whatever device, by the Web API. It needs a login, which
/// [SpotifyTools] makes in another process; without one it waits for it, and costs nothing.
///
/// It owns one thread, `spotify-web`.
public final class WebBackend implements Backend {

  static final String USER_AGENT = "vj-spotify/" + Version.current();

  private final SpotifyWebSettings settings;
  private final Pace pace;
  private final TokenFile tokens;
  private final Desk desk;
  private final Gauges gauges = new Gauges();
  private final BackendThread thread = new BackendThread("spotify-web", this::run);

  /// @param knownOtherwise whether another backend says what the same Spotify plays; any thread
  public WebBackend(
      SpotifyWebSettings settings,
      TokenFile tokens,
      Reports reports,
      BooleanSupplier knownOtherwise) {
    this(settings, Pace.of(settings), tokens, reports, knownOtherwise);
  }

  WebBackend(
      SpotifyWebSettings settings,
      Pace pace,
      TokenFile tokens,
      Reports reports,
      BooleanSupplier knownOtherwise) {
    this.settings = settings;
    this.pace = pace;
    this.tokens = tokens;
    this.desk = new Desk(reports, gauges, knownOtherwise, System::nanoTime, new SplittableRandom());
  }

  @Override
  public String name() {
    return "web";
  }

  @Override
  public void start() {
    thread.start();
  }

  private void run() throws InterruptedException {
    while (true) {
      Stamp found = tokens.stamp();
      Stamp useless = found.equals(Stamp.NOTHING) ? noLogin() : follow();
      while (tokens.stamp().equals(useless)) {
        Thread.sleep(pace.look());
      }
    }
  }

  private Stamp noLogin() {
    desk.reports().trouble(LoginNeeded.never().text());
    return Stamp.NOTHING;
  }

  /// Reports what plays until the login ends.
  ///
  /// @return the state of the file that is of no use any more
  private Stamp follow() throws InterruptedException {
    // the HTTP client takes megabytes: only for who needs it; tokens go where they are meant to
    try (Http http = Http.open(USER_AGENT, Redirect.NEVER)) {
      InstantSource clock = InstantSource.system();
      Session session = new Session(tokens, new Accounts(http, settings.accounts(), clock), clock);
      PlayerApi api = new PlayerApi(http, settings.api(), desk.nanos(), clock);
      LoginNeeded ended = new Poller(session, api, pace, desk).run();
      desk.reports().trouble(ended.text());
      return session.seen();
    }
  }

  @Override
  public void state(Map<String, @Nullable Object> data) {
    gauges.state(data);
  }

  @Override
  public void close() {
    thread.close();
  }
}
