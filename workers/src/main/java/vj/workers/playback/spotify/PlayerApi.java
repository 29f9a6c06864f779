package vj.workers.playback.spotify;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import vj.workers.http.Http;
import vj.workers.http.Reply;

/// The one question that is put to Spotify's Web API. One thread.
final class PlayerApi {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  /// A track's answer has some ten kilobytes, mostly the countries that it may be heard in.
  private static final int LONGEST_ANSWER = 256 << 10;

  /// Who mends this is at a web page, not here.
  private static final Duration FORBIDDEN_PATIENCE = Duration.ofMinutes(1);

  private final Http http;
  private final URI question;
  private final LongSupplier nanos;
  private final InstantSource clock;

  /// @param http is the caller's
  /// @param base `https://api.spotify.com`
  PlayerApi(Http http, URI base, LongSupplier nanos, InstantSource clock) {
    this.http = http;
    // without additional_types a podcast has no item
    this.question =
        URI.create(base + "/v1/me/player/currently-playing?additional_types=track,episode");
    this.nanos = nanos;
    this.clock = clock;
  }

  /// @throws AskLater when Spotify says that it will not answer
  /// @throws IOException when there is no answer, or one that cannot be understood
  Answer ask(String accessToken) throws IOException, InterruptedException {
    HttpRequest request =
        http.to(question)
            .header("Authorization", "Bearer " + accessToken)
            .header("Accept", "application/json")
            .build();
    long sent = nanos.getAsLong();
    Reply reply = http.exchange(request, LIMIT, LONGEST_ANSWER);
    long roundTrip = nanos.getAsLong() - sent;
    return switch (reply.status()) {
      case 200 -> reply.body().length == 0 ? new Answer.Nothing() : playing(reply, sent, roundTrip);
      case 202, 204 -> new Answer.Nothing();
      case 401 -> new Answer.TokenRefused();
      case 403 -> throw forbidden(reply);
      case 429 -> throw Refusals.tooMany(reply, clock.instant());
      default -> throw new IOException(Refusals.text(reply));
    };
  }

  /// The server looks at the player about half-way through the exchange.
  private static Answer playing(Reply reply, long sent, long roundTrip) throws IOException {
    return CurrentlyPlaying.of(reply.json(), sent + roundTrip / 2, reply.server())
        .<Answer>map(playback -> new Answer.Playing(playback, roundTrip))
        .orElseGet(Answer.Nothing::new);
  }

  private static AskLater forbidden(Reply reply) {
    return new AskLater(
        "%s; at developer.spotify.com/dashboard the app's owner needs Premium, and the app this user"
            .formatted(Refusals.text(reply)),
        FORBIDDEN_PATIENCE,
        true);
  }
}
