package vj.console;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Draws the music as text. Stateless.
///
/// @param unicode whether there are blocks and dots to draw with
record MusicPanel(Paint paint, boolean unicode) {

  private static final int BAR_CELLS = 40;
  private static final String[] EIGHTHS = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};

  /// How long a beat and an onset glow: long enough to be seen at 20 frames/s.
  private static final long GLOW_NANOS = Duration.ofMillis(140).toNanos();

  private static final List<String> ONSETS = List.of("low", "mid", "high");

  /// @param now on the clock of the music's times
  List<String> lines(Music music, long now) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < Music.BANDS.size(); i++) {
      float level = music.levels().get(i);
      lines.add(label(Music.BANDS.get(i)) + bar(level) + "  " + decimal("%.2f", level));
    }
    lines.add("");
    lines.add(label("tempo") + tempo(music) + "   " + beats(music, now));
    lines.add(label("structure") + structure(music));
    lines.add(label("onset") + onsets(music, now));
    return lines;
  }

  /// All of it on one line, for a log.
  String line(Music music) {
    if (!music.arriving()) {
      return "nothing arrives";
    }
    return "rms %s  bass %s  %s%s%s%s"
        .formatted(
            decimal("%.2f", music.levels().get(Music.RMS)),
            decimal("%.2f", music.levels().get(1)),
            tempo(music),
            music.buildUp() ? "  build-up" : "",
            music.drop() ? "  drop" : "",
            music.alive() ? "" : "  no sound arrives");
  }

  private String label(String text) {
    return paint.dim(String.format(Locale.ROOT, "%-11s", text));
  }

  String bar(float level) {
    float clipped = Math.clamp(level, 0f, 1f);
    int eighths = Math.round(clipped * BAR_CELLS * 8);
    int full = unicode ? eighths / 8 : Math.round(clipped * BAR_CELLS);
    String part = unicode ? EIGHTHS[eighths % 8] : "";
    int rest = BAR_CELLS - full - part.length();
    String empty = (unicode ? "·" : ".").repeat(rest);
    return paint.good((unicode ? "█" : "#").repeat(full) + part) + paint.dim(empty);
  }

  private String tempo(Music music) {
    if (music.bpm() <= 0) {
      return "unknown";
    }
    return decimal("%.1f BPM", music.bpm())
        + paint.dim(" (%d %% sure)".formatted(Math.round(100 * music.confidence())));
  }

  private String beats(Music music, long now) {
    StringBuilder dots = new StringBuilder();
    for (int beat = 0; beat < 4; beat++) {
      boolean current = beat == music.beatInBar() && music.beatNanos() != 0;
      String dot = current ? (unicode ? "●" : "O") : (unicode ? "○" : "o");
      boolean glows = current && now - music.beatNanos() < GLOW_NANOS;
      dots.append(glows ? paint.bad(dot) : current ? dot : paint.dim(dot)).append(' ');
    }
    return dots.toString();
  }

  private String structure(Music music) {
    return flag("build-up", music.buildUp())
        + "  "
        + flag("drop", music.drop())
        + decimal("   energy %+.2f", music.energy())
        + decimal("   brightness %.2f", music.brightness());
  }

  private String flag(String text, boolean on) {
    return on ? paint.warning(text.toUpperCase(Locale.ROOT)) : paint.dim(text);
  }

  private String onsets(Music music, long now) {
    StringBuilder line = new StringBuilder();
    for (int band = 0; band < ONSETS.size(); band++) {
      long at = music.onsetNanos().get(band);
      boolean glows = at != 0 && now - at < GLOW_NANOS;
      String text = ONSETS.get(band);
      line.append(glows ? paint.strong(text.toUpperCase(Locale.ROOT)) : paint.dim(text))
          .append("  ");
    }
    return line.toString().stripTrailing();
  }

  private static String decimal(String format, float value) {
    return String.format(Locale.ROOT, format, value);
  }
}
