package vj.workers.lyrics.analysis;

import vj.workers.lyrics.analysis.Analysed.Instead;

/// What models write, for tests.
final class Answers {

  static final String GOOD =
      """
      {"categories": {"dark": 0.8, "sad": 0.6, "love": 0.3}, "energy": 0.4, "valence": -0.5,
       "themes": ["loss", "the sea"], "keywords": ["rain", "harbour"],
       "image_prompt": "a lighthouse in a storm, cold blue light"}\
      """;

  static final SongText SONG =
      SongText.of("Die Möwen", "Hafen", "Nord", "Es regnet\nauf den Hafen\nund ich weine");

  private Answers() {}

  static Instead instead(Analysed analysed) {
    if (analysed instanceof Instead instead) {
      return instead;
    }
    throw new AssertionError("not from our own lists: " + analysed);
  }
}
