package vj.bench.accuracy.learn;

/// One part of several into which pieces fall by the name of their group, so that all variants of a
/// piece fall together. What a fold holds is kept from learning, to measure on.
record Fold(int index, int count) {

  /// @param text such as `2/5`; `0/0` holds nothing
  static Fold parse(String text) {
    int slash = text.indexOf('/');
    return new Fold(
        Integer.parseInt(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
  }

  boolean holds(String group) {
    return count > 0 && Math.floorMod(spread(group), count) == index;
  }

  private static int spread(String group) {
    int hash = 17;
    for (int i = 0; i < group.length(); i++) {
      hash = (hash ^ group.charAt(i)) * 0x01000193;
    }
    return hash ^ hash >>> 15;
  }
}
