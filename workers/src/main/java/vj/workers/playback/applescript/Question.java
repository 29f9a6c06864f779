package vj.workers.playback.applescript;

import java.util.Collection;
import java.util.stream.Collectors;

/// The script that asks players what they play. It prints a record for each that runs, which
/// [Answer] reads, and starts none.
final class Question {

  /// Between fields and after records: characters that no title has, whatever quotes and line ends
  /// there are in it.
  static final char FIELD = '\u001f';

  static final char RECORD = '\u001e';

  /// Numbers are whole milliseconds: a fraction would be written with the comma of the country.
  private static final String INNER =
      """
      set fieldEnd to character id 31
      tell application "APPLICATION"
        if player state is stopped then return "SOURCE" & fieldEnd & "stopped"
        set stateText to "playing"
        if player state is paused then set stateText to "paused"
        try
          set theTrack to current track
        on error
          return "SOURCE" & fieldEnd & "stopped"
        end try
        set positionText to "0"
        try
          set positionText to "" & ((player position * 1000) div 1)
        end try
        set durationText to "0"
        try
          set durationText to "" & (((duration of theTrack) * FACTOR) div 1)
        end try
        return "SOURCE" & fieldEnd & stateText & fieldEnd & positionText & fieldEnd & durationText \
      & fieldEnd & (artist of theTrack) & fieldEnd & (name of theTrack) & fieldEnd & (album of theTrack)
      end tell
      """;

  /// The inner script is compiled only where its application runs: macOS asks people where an
  /// application is that it does not find.
  private static final String OUTER =
      """
      try
        if application "APPLICATION" is running then
          set said to said & (run script "INNER") & recordEnd
        end if
      on error errorText number errorNumber
        set said to said & "SOURCE" & fieldEnd & "error" & fieldEnd & errorNumber \
      & fieldEnd & errorText & recordEnd
      end try
      """;

  private Question() {}

  static String script(Collection<App> apps) {
    return apps.stream()
        .map(Question::about)
        .collect(
            Collectors.joining(
                "",
                """
                set fieldEnd to character id 31
                set recordEnd to character id 30
                set said to ""
                """,
                "return said\n"));
  }

  private static String about(App app) {
    String inner = named(INNER, app).replace("FACTOR", Integer.toString(app.durationToMillis()));
    return named(OUTER, app).replace("INNER", inner.replace("\\", "\\\\").replace("\"", "\\\""));
  }

  private static String named(String script, App app) {
    return script.replace("APPLICATION", app.application()).replace("SOURCE", app.source());
  }
}
