package vj.workers.lyrics.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RefrainTest {

  private static List<Integer> refrain(String... texts) {
    return Refrain.of(List.of(texts)).lines();
  }

  @Test
  void aBlockThatComesBackIsTheRefrainEachTime() {
    List<Integer> refrain =
        refrain(
            "I walk alone",
            "Sing it loud",
            "All night long",
            "",
            "I run away",
            "Sing it loud",
            "All night long");

    assertEquals(List.of(1, 2, 5, 6), refrain);
  }

  @Test
  void aSingleLineThatComesBackCounts() {
    assertEquals(List.of(0, 2), refrain("Let it be", "Mother Mary", "Let it be"));
  }

  @Test
  void linesAreTheSameWhateverTheirCaseAndPunctuationAndSecondVoice() {
    List<Integer> refrain =
        refrain(
            "Ne me quitte pas!",
            "verse",
            "ne  me quitté pas…",
            "NE ME QUITTE PAS (oh no)",
            "(ne me quitte pas)");

    assertEquals(List.of(0, 2, 3, 4), refrain);
  }

  @Test
  void interjectionsAloneAreNoRefrainBesideWords() {
    List<Integer> refrain =
        refrain("Oh", "Yeah, yeah", "We are one", "Oooh", "verse", "Yeeeah yeah", "We are one");

    assertEquals(List.of(1, 2, 5, 6), refrain);
  }

  @Test
  void interjectionsAreTheRefrainWhereNothingElseComesBack() {
    List<Integer> refrain =
        refrain("Na na na", "Hey hey", "verse", "Na na na na", "Na na na", "Hey hey");

    assertEquals(List.of(0, 1, 4, 5), refrain);
  }

  @Test
  void repeatingOneInterjectionIsNoBlock() {
    assertEquals(List.of(), refrain("Oh", "Oh", "Oh", "verse"));
  }

  @Test
  void nothingComesBackInASongOfDifferentLines() {
    assertEquals(List.of(), refrain("one line", "another line", "", "", "…", "…"));
    assertEquals(List.of(), refrain());
  }

  @Test
  void otherScriptsComeBackToo() {
    assertEquals(List.of(0, 2), refrain("愛してる", "夜の街", "愛してる!"));
    assertEquals(List.of(0, 2), refrain("Я люблю тебя", "куплет", "я люблю тебя…"));
    assertEquals(List.of(), refrain("か", "が"));
  }

  @Test
  void anOccurrenceHasItsOwnIndexInTheList() {
    Refrain refrain = Refrain.of(List.of("hook line", "verse", "hook line"));

    assertEquals(0, refrain.indexOf(0));
    assertEquals(-1, refrain.indexOf(1));
    assertEquals(1, refrain.indexOf(2));
    assertEquals(-1, refrain.indexOf(3));
  }

  @Test
  void theLongestSongTakesNoTime() {
    List<String> song =
        IntStream.range(0, TextBounds.MOST_LINES)
            .mapToObj(i -> "x".repeat(TextBounds.MOST_CODE_POINTS) + i % 7)
            .toList();

    List<Integer> refrain =
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> Refrain.of(song).lines());

    assertEquals(TextBounds.MOST_LINES, refrain.size());
  }
}
