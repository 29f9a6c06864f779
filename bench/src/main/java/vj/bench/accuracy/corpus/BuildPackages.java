package vj.bench.accuracy.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Fills a folder with that part of the measuring corpus that comes from Debian packages: MIDI
/// files played by a synthesiser, and recorded music. Can be interrupted; what is there is not made
/// again.
final class BuildPackages {

  private static final String RECORDINGS = "recordings.txt";

  /// Most pieces begin with the music, some with seconds of silence.
  private static final double LONG_SILENCE = 3;

  private static final double BEFORE_FIRST_NOTE = 0.5;
  private static final double NOTATED_SECONDS = 60;

  /// How much of a recording is taken, and what is left out before it: introductions.
  private enum Excerpt {
    CHART(90, 15),
    REAL(60, 10);

    private final double length;
    private final double introduction;

    Excerpt(double length, double introduction) {
      this.length = length;
      this.introduction = introduction;
    }

    /// The introduction stays where the recording is hardly longer than the excerpt.
    Span of(Sound sound) {
      double margin = introduction + (this == CHART ? 5 : 2);
      double from = sound.seconds() > length + margin ? introduction : 0;
      return new Span(from, Math.min(from + length, sound.seconds()));
    }
  }

  private final Path material;
  private final Path out;

  private BuildPackages(Path material, Path out) {
    this.material = material;
    this.out = out;
  }

  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      System.err.println("usage: BuildPackages MATERIAL_FOLDER OUT_FOLDER");
      System.exit(64);
    }
    Path material = Path.of(args[0]);
    BuildPackages build = new BuildPackages(material, Files.createDirectories(Path.of(args[1])));
    for (PackageMusic.Tune tune : PackageMusic.read(material)) {
      build.notated(tune);
    }
    for (String line : ListFile.lines(RECORDINGS)) {
      String path = line.substring(line.indexOf(' ') + 1);
      if (line.startsWith("chart ")) {
        build.charted(path);
      } else {
        build.unknown(path);
      }
    }
  }

  private void notated(PackageMusic.Tune tune) throws IOException {
    String id = "midi-" + tune.id();
    if (new PieceFiles(out, id).areThere()) {
      return;
    }
    Performance played = Performance.of(MidiFile.read(tune.file()));
    Span span = firstMinute(played);
    if (!TruthFilter.judge(played, span).usable()) {
      throw new IOException(tune.source() + " has no usable beat: another version of the file?");
    }
    TruthCut.Times times = new TruthCut(played).played(List.of(span));
    Sound sound = Splice.of(tune.synth().play(played.file(), span.to()), List.of(span));
    NotatedTruth.Origin origin =
        new NotatedTruth.Origin(
            id, "midi", tune.key(), "clean", tune.key(), tune.source(), "notated");
    finish(origin, sound.normalised(0.7), times);
  }

  private static Span firstMinute(Performance played) {
    double first = played.notes().isEmpty() ? 0 : played.startOf(played.notes().getFirst());
    double from = first > LONG_SILENCE ? first - BEFORE_FIRST_NOTE : 0;
    return new Span(from, from + NOTATED_SECONDS);
  }

  /// A game's song: the tempo map in its `notes.mid` is that of the recording beside it. Its meters
  /// say nothing; all of this music is in four.
  private void charted(String path) throws IOException {
    Path folder = material.resolve(path);
    String name = path.substring(path.lastIndexOf('/') + 1);
    String id = "chart-" + name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
    if (new PieceFiles(out, id).areThere()) {
      return;
    }
    Sound sound =
        Recording.read(folder.resolve("song.ogg"))
            .plus(Recording.read(folder.resolve("guitar.ogg")));
    Span span = Excerpt.CHART.of(sound);
    MidiFile chart = MidiFile.read(Files.readAllBytes(folder.resolve("notes.mid")));
    BeatGrid.Bars four = new BeatGrid.Bars(0, chart.ticksPerQuarter(), 4, "4/4");
    long end = (long) TempoMap.of(chart).tick(span.to());
    Performance kept = Performance.of(chart, BeatGrid.of(List.of(four), end));
    NotatedTruth.Origin origin =
        new NotatedTruth.Origin(id, "chart", "metal", "clean", "chart", path, "chart");
    finish(
        origin, Splice.of(sound, List.of(span)).normalised(0.8), new TruthCut(kept).keptBy(span));
  }

  private void unknown(String path) throws IOException {
    String name = path.substring(path.lastIndexOf('/') + 1).replace(".ogg", "");
    String id = "real-" + name;
    if (new PieceFiles(out, id).areThere()) {
      return;
    }
    Sound sound = Recording.read(material.resolve(path));
    NotatedTruth.Origin origin =
        new NotatedTruth.Origin(id, "real", "game", "clean", "real", path, "none");
    finish(
        origin,
        Splice.of(sound, List.of(Excerpt.REAL.of(sound))).normalised(0.8),
        new TruthCut.Times(NotatedTruth.Rhythm.UNKNOWN, List.of()));
  }

  private void finish(NotatedTruth.Origin origin, Sound sound, TruthCut.Times times)
      throws IOException {
    new FinishedPiece(
            sound, new NotatedTruth(origin, sound.seconds(), times.rhythm(), times.onsets()))
        .write(out);
    System.out.println(origin.id());
  }
}
