package vj.bus.status;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The latest lines, gathered from the newest backwards until there are enough. One thread.
final class Latest {

  /// `vj` has a heap of 64 MB; a line takes a byte for each character, and some 100 besides.
  private static final int MOST_CHARACTERS = 16 << 20;

  private final int wanted;
  private final Deque<LogLine> lines = new ArrayDeque<>();
  private int characters;

  Latest(int wanted) {
    this.wanted = wanted;
  }

  boolean complete() {
    return lines.size() >= wanted || characters >= MOST_CHARACTERS;
  }

  /// One that is older than all before; ignored once complete.
  void add(LogLine line) {
    if (!complete()) {
      lines.addFirst(line);
      characters += line.text().length();
    }
  }

  List<LogLine> oldestFirst() {
    return List.copyOf(lines);
  }
}
