package vj.workers.lyrics.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The lines of a song that come back, each time they do.
///
/// Lines are compared by their [Folding], without what stands in brackets (the second voice), and
/// without the empty ones. A line is of the refrain if it is sung twice or more. One of mere
/// interjections ("oh", "yeah yeah") is so only inside a block of two lines or more that comes back
/// as a whole together with a line of words; where nothing else comes back, any such block will do.
///
/// @param lines indices into the song's lines, ascending: the refrain list, in which an
///   occurrence's own index is its place
public record Refrain(List<Integer> lines) {

  private static final Pattern SECOND_VOICE = Pattern.compile("\\([^()]*\\)|\\[[^\\[\\]]*\\]");

  public Refrain {
    lines = List.copyOf(lines);
  }

  /// The place of the song's line `line` in the refrain list, or -1.
  public int indexOf(int line) {
    return Math.max(-1, Collections.binarySearch(lines, line));
  }

  /// @param texts of all lines of the song
  public static Refrain of(List<String> texts) {
    return new Song(texts).refrain();
  }

  /// What is sung, without the empty lines. All lists have one element for each line.
  ///
  /// @param indices among all lines of the song
  /// @param keys equal where the same is sung
  /// @param sounds whether the line is of interjections alone
  private record Song(List<Integer> indices, List<String> keys, List<Boolean> sounds) {

    Song(List<String> texts) {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      for (int i = 0; i < texts.size(); i++) {
        String key = key(texts.get(i));
        if (!key.isEmpty()) {
          indices.add(i);
          boolean sound = Interjections.areAllOf(key);
          keys.add(sound ? Interjections.shortened(key) : key);
          sounds.add(sound);
        }
      }
    }

    private static String key(String text) {
      String firstVoice = Folding.of(SECOND_VOICE.matcher(text).replaceAll(" "));
      return firstVoice.isEmpty() ? Folding.of(text) : firstVoice;
    }

    Refrain refrain() {
      boolean[] comesBack = wordsThatComeBack();
      boolean[] pairs = pairsThatComeBack();
      boolean anyWords = false;
      for (boolean each : comesBack) {
        anyWords |= each;
      }
      for (int from = 0; from < keys.size(); ) {
        int to = from; // the last line of the block
        boolean words = comesBack[from];
        while (to < keys.size() - 1 && pairs[to]) {
          to++;
          words |= comesBack[to];
        }
        for (int line = from; to > from && line <= to; line++) {
          comesBack[line] |= words || !anyWords;
        }
        from = to + 1;
      }
      return marked(comesBack);
    }

    private boolean[] wordsThatComeBack() {
      Map<String, Integer> times = new HashMap<>();
      keys.forEach(key -> times.merge(key, 1, Integer::sum));
      boolean[] found = new boolean[keys.size()];
      for (int i = 0; i < found.length; i++) {
        found[i] = !sounds.get(i) && times.getOrDefault(keys.get(i), 0) > 1;
      }
      return found;
    }

    private record Pair(String line, String next) {}

    /// Whether the line and the next one are sung again in that order, neither of them being a line
    /// of this pair: "oh, oh, oh" is no pair that comes back.
    private boolean[] pairsThatComeBack() {
      Map<Pair, Integer> first = new HashMap<>();
      boolean[] found = new boolean[keys.size()];
      for (int i = 0; i + 1 < keys.size(); i++) {
        Integer earlier = first.putIfAbsent(new Pair(keys.get(i), keys.get(i + 1)), i);
        if (earlier != null && i - earlier > 1) {
          found[earlier] = true;
          found[i] = true;
        }
      }
      return found;
    }

    private Refrain marked(boolean[] comesBack) {
      List<Integer> lines = new ArrayList<>();
      for (int i = 0; i < comesBack.length; i++) {
        if (comesBack[i]) {
          lines.add(indices.get(i));
        }
      }
      return new Refrain(lines);
    }
  }
}
