package vj.workers.playback.applescript;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import vj.workers.playback.Track;

/// What one player has answered to [Question].
sealed interface Answer {

  /// It has a track.
  record Plays(Track track, double positionSeconds, boolean playing) implements Answer {}

  /// It runs, and plays nothing.
  record Stopped() implements Answer {}

  /// It could not be asked.
  ///
  /// @param code of macOS
  record Refused(int code, String why) implements Answer {

    private static final int NOT_ALLOWED = -1743;

    private static final int NOT_ALLOWED_YET = -1744;

    private static final int TIMED_OUT = -1712;

    /// It was asked, and has said nothing.
    static Refused hung(String why) {
      return new Refused(TIMED_OUT, why);
    }

    /// Whether people have not allowed it.
    boolean forbidden() {
      return code == NOT_ALLOWED || code == NOT_ALLOWED_YET;
    }
  }

  /// @param printed by the script; what is not a record of it is left out
  static Map<App, Answer> all(String printed) {
    Map<App, Answer> answers = new EnumMap<>(App.class);
    for (String record : printed.split(String.valueOf(Question.RECORD))) {
      String[] fields = record.split(String.valueOf(Question.FIELD), -1);
      Optional<App> app = App.named(fields[0].strip());
      if (app.isPresent()) {
        of(fields).ifPresent(answer -> answers.put(app.get(), answer));
      }
    }
    return answers;
  }

  private static Optional<Answer> of(String[] fields) {
    String state = fields.length > 1 ? fields[1] : "";
    return switch (state) {
      case "stopped" -> Optional.of(new Stopped());
      case "error" ->
          fields.length == 4
              ? Optional.of(new Refused((int) number(fields[2]), text(fields[3])))
              : Optional.empty();
      case "playing", "paused" ->
          fields.length == 7 ? Optional.of(playing(fields)) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Answer playing(String[] fields) {
    String artist = text(fields[4]);
    String title = text(fields[5]);
    if (artist.isBlank() && title.isBlank()) {
      return new Stopped();
    }
    Track track = new Track(artist, title, text(fields[6]), number(fields[3]) / 1000);
    return new Plays(track, number(fields[2]) / 1000, fields[1].equals("playing"));
  }

  /// `missing value` is AppleScript's null.
  private static String text(String field) {
    return field.strip().equals("missing value") ? "" : field;
  }

  /// Large numbers come as `1,2E+9` in some countries. What is no number counts as 0.
  private static double number(String field) {
    try {
      double number = Double.parseDouble(field.strip().replace(',', '.'));
      return Double.isFinite(number) ? number : 0;
    } catch (NumberFormatException _) {
      return 0;
    }
  }
}
