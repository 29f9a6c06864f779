package vj.bench.accuracy.learn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vj.bench.accuracy.Beats;
import vj.workers.audio.analysis.StructureNetwork;

/// Where a piece builds up, breaks and drops, as its truth file tells it, and so what the structure
/// network should say at each moment.
final class Form {

  static final int PLAYS = StructureNetwork.PLAYS;
  static final int BREAK = StructureNetwork.BREAK;
  static final int RISING = StructureNetwork.RISING;

  /// A drop is learned to show from so long after it sounds, when the long window has its bass, to
  /// so long.
  private static final double DROP_FROM_SECONDS = 0.03;

  private static final double DROP_TO_SECONDS = 0.2;

  /// From a little before to some time after, the network may say what it likes besides.
  private static final double DROP_EARLY_SECONDS = -0.05;

  private static final double DROP_LATE_SECONDS = 1;

  /// Drops are seldom; the kind of section is only there to help.
  private static final float DROP_IMPORTANCE = 2;

  private static final float SECTION_IMPORTANCE = 0.3f;

  private static final Pattern SECTION =
      Pattern.compile("\"start\": *([0-9.]+), *\"end\": *([0-9.]+), *\"label\": *\"([a-z]+)\"");

  private final double[] buildUps;
  private final double[] drops;
  private final List<Section> sections;

  /// A stretch of seconds.
  ///
  /// @param output of the network that tells of it: [#PLAYS], [#BREAK], [#RISING]
  record Section(double from, double to, int output) {}

  /// @param buildUps seconds, start and end by turns
  /// @param drops seconds
  Form(double[] buildUps, double[] drops, List<Section> sections) {
    this.buildUps = buildUps;
    this.drops = drops;
    this.sections = sections;
  }

  static Form read(Path truth) throws IOException {
    String json = Files.readString(truth);
    List<Section> sections = new ArrayList<>();
    Matcher section = SECTION.matcher(json);
    while (section.find()) {
      double from = Double.parseDouble(section.group(1));
      double to = Double.parseDouble(section.group(2));
      sections.add(new Section(from, to, output(section.group(3))));
    }
    return new Form(Beats.numbers(json, "buildups"), Beats.numbers(json, "drops"), sections);
  }

  private static int output(String label) {
    return switch (label) {
      case "break" -> BREAK;
      case "build" -> RISING;
      default -> PLAYS;
    };
  }

  /// What an output should say, 0 or 1.
  float truth(int output, double time) {
    boolean says =
        switch (output) {
          case StructureNetwork.BUILD_UP -> buildsUp(time);
          case StructureNetwork.DROP -> {
            double since = sinceDrop(time);
            yield since > DROP_FROM_SECONDS && since < DROP_TO_SECONDS;
          }
          default -> section(time) == output;
        };
    return says ? 1 : 0;
  }

  /// How much that counts.
  float importance(int output, double time) {
    return switch (output) {
      case StructureNetwork.BUILD_UP -> 1;
      case StructureNetwork.DROP -> {
        double since = sinceDrop(time);
        boolean free =
            since > DROP_EARLY_SECONDS && since < DROP_LATE_SECONDS && truth(output, time) == 0;
        yield free ? 0 : DROP_IMPORTANCE;
      }
      default -> section(time) < 0 ? 0 : SECTION_IMPORTANCE;
    };
  }

  private boolean buildsUp(double time) {
    for (int i = 0; i + 1 < buildUps.length; i += 2) {
      if (time >= buildUps[i] && time < buildUps[i + 1]) {
        return true;
      }
    }
    return false;
  }

  /// Seconds since the nearest drop; negative before it.
  private double sinceDrop(double time) {
    double nearest = Double.POSITIVE_INFINITY;
    for (double drop : drops) {
      nearest = Math.abs(time - drop) < Math.abs(nearest) ? time - drop : nearest;
    }
    return nearest;
  }

  /// −1 where nothing is known.
  private int section(double time) {
    for (Section section : sections) {
      if (time >= section.from() && time < section.to()) {
        return section.output();
      }
    }
    return -1;
  }
}
