package vj.workers.lyrics.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vj.bus.control.Json;

@Timeout(20)
class AnalysisReaderTest {

  private static final Analysis.Origin MODEL = new Analysis.Origin.Model("m");

  private static Analysis read(String json) throws IOException {
    return AnalysisReader.read(Json.value(json, "test"), MODEL);
  }

  @Test
  void readsWhatWasAskedFor() throws IOException {
    Analysis analysis = read(Answers.GOOD);

    assertEquals(0.8, analysis.degree(Category.DARK));
    assertEquals(0.0, analysis.degree(Category.HAPPY));
    assertEquals(Category.DARK, analysis.mood());
    assertEquals(0.4, analysis.energy());
    assertEquals(-0.5, analysis.valence());
    assertEquals(List.of("loss", "the sea"), analysis.themes());
    assertEquals(List.of("rain", "harbour"), analysis.keywords());
    assertEquals("a lighthouse in a storm, cold blue light", analysis.imagePrompt());
  }

  @Test
  void readsItsOwnFieldsAgain() throws IOException {
    Analysis analysis = read(Answers.GOOD);

    assertEquals(analysis, AnalysisReader.read(analysis.fields(), MODEL));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.8 | 0.4",
        "\"0.8\" | \"0,4\"",
        "8 | 4",
        "80 | 40",
        "\"80%\" | \"40 %\"",
        "1 | 0.5",
        "10 | 5"
      })
  void takesNumbersOnAnyScale(String dark, String sad) throws IOException {
    Analysis analysis = read("{\"categories\":{\"dark\":" + dark + ",\"sad\":" + sad + "}}");

    double darkness = analysis.degree(Category.DARK);
    assertTrue(darkness == 0.8 || darkness == 1.0, () -> "dark " + darkness);
    assertEquals(darkness / 2, analysis.degree(Category.SAD), 1e-9);
  }

  @ParameterizedTest
  @CsvSource({"1.05, 1.0", "1.5, 1.0", "2, 1.0", "2.5, 0.25", "10, 1.0", "10.5, 0.105"})
  void aDegreeSlightlyAboveOneIsNoScaleToTen(double most, double read) throws IOException {
    Analysis analysis =
        read("{\"categories\":{\"dark\":%s,\"sad\":0.5},\"valence\":-1.2}".formatted(most));

    assertEquals(read, analysis.degree(Category.DARK), 1e-9);
    assertEquals(0.5 * (most <= 2 ? 1 : read / most), analysis.degree(Category.SAD), 1e-9);
    assertEquals(-1, analysis.valence());
  }

  @Test
  void takesCategoriesWithoutTheObjectAroundThem() throws IOException {
    assertEquals(Category.PEACEFUL, read("{\"Peaceful\":0.7,\"x\":{},\"calm\":0.2}").mood());
  }

  @Test
  void joinsAPictureThatIsAnObject() throws IOException {
    Analysis analysis =
        read(
            """
            {"categories":{"dark":1},"image_prompt":{"description":"a tower",
             "colors":["red","black"],"lighting":null,"composition":{"view":"from below"},"seed":3}}\
            """);

    assertEquals("a tower, red, black, from below", analysis.imagePrompt());
  }

  @Test
  void takesListsThatAreTextAndDropsWhatIsTooMuch() throws IOException {
    Analysis analysis =
        read(
            """
            {"categories":{"dark":1},"themes":"loss, the sea; loss\\nhope, more",
             "keywords":["a","a","b","","c",1,null,"d","e","f","g","h","i","j","k","l"]}\
            """);

    assertEquals(List.of("loss", "the sea"), analysis.themes().subList(0, 2));
    assertTrue(analysis.themes().size() <= 3);
    assertEquals(List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j"), analysis.keywords());
  }

  @Test
  void cutsLongTextsAfterAWordAndNeverThroughACharacter() throws IOException {
    String words = "silver rain ".repeat(1000);
    String faces = "😀".repeat(1000);

    Analysis analysis =
        read(
            """
            {"categories":{"dark":1},"image_prompt":"%s","themes":["%s"],"keywords":["%s"]}\
            """
                .formatted(words, faces, faces));

    assertTrue(
        analysis.imagePrompt().endsWith("rain") || analysis.imagePrompt().endsWith("silver"));
    assertTrue(analysis.imagePrompt().length() <= 500);
    assertEquals(60, analysis.themes().getFirst().length());
    assertEquals("😀".repeat(20), analysis.keywords().getFirst());
  }

  @Test
  void makesOneLineOfWhatHasMany() throws IOException {
    Analysis analysis =
        read("{\"categories\":{\"dark\":1},\"themes\":[\" a\\n\\tb\\u0000\\u001b[31mc \"]}");

    assertEquals(List.of("a b [31mc"), analysis.themes());
  }

  @Test
  void concludesEnergyAndValenceFromTheRest() throws IOException {
    Analysis rave = read("{\"categories\":{\"energetic\":1,\"happy\":0.9}}");
    Analysis dirge = read("{\"categories\":{\"sad\":1,\"death\":0.9},\"energy\":\"low\"}");

    assertTrue(rave.energy() > 0.7 && rave.valence() > 0.5, rave::toString);
    assertTrue(dirge.energy() < 0.4 && dirge.valence() < -0.5, dirge::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "3",
        "\"dark\"",
        "{}",
        "{\"categories\":{}}",
        "{\"categories\":{\"dark\":0,\"sad\":\"0\"}}",
        "{\"categories\":{\"dark\":\"very\"}}",
        "{\"categories\":{\"dark\":-0.5,\"sad\":1}}",
        "{\"categories\":{\"dark\":1e300}}",
        "{\"categories\":{\"dark\":101}}",
        "{\"categories\":[\"dark\"]}",
        "{\"categories\":{\"gloomy\":1}}"
      })
  void refusesWhatIsNone(String json) {
    assertThrows(NotAnAnalysisException.class, () -> read(json));
  }

  @Test
  void refusesAnyValueOfAnyKindInWords() {
    List<Object> odd = List.of(true, 1L, 1.5, "x", "", List.of(), List.of(List.of()), Map.of());
    Random random = new Random(3);

    for (int i = 0; i < 2000; i++) {
      Map<String, Object> fields = new HashMap<>();
      for (String name :
          List.of("categories", "energy", "valence", "themes", "keywords", "image_prompt", "sad")) {
        fields.put(name, odd.get(random.nextInt(odd.size())));
      }

      try {
        AnalysisReader.read(fields, MODEL); // the record itself holds it to its ranges
      } catch (NotAnAnalysisException e) {
        assertTrue(e.toString().length() > 10);
      }
    }
  }
}
